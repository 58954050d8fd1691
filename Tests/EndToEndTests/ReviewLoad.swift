import Dispatch
import Foundation
import Synchronization
import TLS
import TestSupport
import Sockets

/// Asks the server itself for reviews without a pause, and notes each answer that is not what it must be whatever the
/// state of the cluster.
final class ReviewLoad: Sendable {
    private let counts = Mutex<(answered: Int, failures: [String])>((0, []))
    private let isStopped = Atomic<Bool>(false)
    private let group = DispatchGroup()

    /// `authority` is a file with the server's, PEM.
    init(_ address: SocketAddress, authority: String) throws {
        let trust = try TLSContext(clientTrusting: Array(Data(contentsOf: URL(filePath: authority))))
        DispatchQueue.global().async(group: group) { [self] in
            do {
                try run(LoopbackClient(address, tls: trust, serverName: "localhost"))
            } catch {
                note("the connection: \(error)")
            }
        }
    }

    var answered: Int { counts.withLock { $0.answered } }
    var failures: [String] { counts.withLock { $0.failures } }

    func stop() {
        isStopped.store(true, ordering: .relaxed)
        group.wait()
    }

    private func run(_ client: LoopbackClient) throws {
        while !isStopped.load(ordering: .relaxed) {
            for (name, allowed) in [("shop", true), ("aliyun-shop", false)] {
                try client.send(Self.request(name))
                guard let response = try client.receive() else { return note("no answer") }
                counts.withLock { $0.answered += 1 }
                if response.status != 200 || !response.text.contains(#""allowed":\#(allowed)"#) { note(response.text) }
            }
        }
    }

    private func note(_ failure: String) {
        counts.withLock { $0.failures.append(failure) }
    }

    /// An Ingress whose verdict rests on nothing but its name.
    private static func request(_ name: String) -> String {
        let body = """
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "load", "operation": "CREATE",
            "kind": {"group": "networking.k8s.io", "version": "v1", "kind": "Ingress"}, "namespace": "default", "name": "\(name)",
            "resource": {"group": "networking.k8s.io", "version": "v1", "resource": "ingresses"}, "userInfo": {"username": "load"},
            "object": {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress",
            "metadata": {"name": "\(name)", "namespace": "default"}, "spec": {"ingressClassName": "load",
            "rules": [{"host": "load.example", "http": {"paths": [{"path": "/", "pathType": "Prefix",
            "backend": {"service": {"name": "load", "port": {"number": 80}}}}]}}]}}}}
            """
        return "POST /validate?timeout=10s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
