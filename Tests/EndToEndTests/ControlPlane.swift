import Foundation
import Synchronization
import TLS
import TestSupport
import Sockets

/// etcd and kube-apiserver on loopback, with their data in a temporary folder.
final class ControlPlane: Sendable {
    let folder: TemporaryFolder
    let address: SocketAddress
    let token = UUID().uuidString
    private let etcd: Mutex<ChildProcess>
    private let etcdArguments: [String]
    /// Where etcd listens for clients.
    private let store: SocketAddress
    private let apiServer: Mutex<ChildProcess>
    private let apiServerArguments: [String]

    var kubeconfig: String { folder.path("kubeconfig") }

    /// `flags` are further ones of kube-apiserver, which may name files in the folder.
    init(flags: (TemporaryFolder) throws -> [String] = { _ in [] }) throws {
        folder = try TemporaryFolder()
        let ports = try FreePorts.take(3)
        address = try SocketAddress("127.0.0.1:\(ports[0])")
        store = try SocketAddress("127.0.0.1:\(ports[1])")
        let (client, peer) = ("http://\(store)", "http://127.0.0.1:\(ports[2])")
        etcdArguments = [
            "--data-dir", folder.path("etcd"), "--listen-client-urls", client, "--advertise-client-urls", client,
            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", "default=\(peer)",
        ]
        etcd = Mutex(try Self.startEtcd(etcdArguments, folder))
        try Self.writeFiles(to: folder, token: token, address: address)
        apiServerArguments =
            try [
                "--etcd-servers=\(client)", "--secure-port=\(ports[0])", "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1", "--cert-dir=\(folder.path("certs"))",
                "--token-auth-file=\(folder.path("tokens.csv"))", "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-signing-key-file=\(folder.path("sa.key"))",
                "--service-account-key-file=\(folder.path("sa.pub"))", "--service-cluster-ip-range=10.0.0.0/24",
                "--disable-admission-plugins=ServiceAccount", "--endpoint-reconciler-type=none",
                "--audit-policy-file=\(folder.path("audit-policy.json"))",
                "--audit-log-path=\(folder.path("audit.log"))",
            ] + flags(folder)
        apiServer = Mutex(try Self.startAPIServer(apiServerArguments, folder))
        try waitUntilReady()
    }

    func stop() {
        stopAPIServer()
        etcd.withLock { $0 }.stop()
    }

    /// Kills etcd and starts it again with what it has stored.
    func restartEtcd() throws {
        etcd.withLock { $0 }.stop()
        let next = try Self.startEtcd(etcdArguments, folder)
        etcd.withLock { $0 = next }
        try waitUntilReady()
    }

    /// Has etcd forget every version but the present one, so that a watch from an older one is answered with 410.
    func compact() throws {
        func ask(_ path: String, _ body: String) throws -> String {
            let client = try LoopbackClient(store)
            try client.send(
                "POST \(path) HTTP/1.1\r\nHost: etcd\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
            )
            return try client.receive()?.text ?? ""
        }
        let status = try ask("/v3/kv/range", #"{"key": "Lw=="}"#)
        guard let revision = status.firstMatch(of: /"revision":"(\d+)"/)?.1 else {
            throw ChildProcess.Failure(description: "etcd tells no revision: \(status)")
        }
        let answer = try ask("/v3/kv/compaction", #"{"revision": "\#(revision)", "physical": true}"#)
        guard answer.contains("header") else { throw ChildProcess.Failure(description: "no compaction: \(answer)") }
    }

    private static func startEtcd(_ arguments: [String], _ folder: TemporaryFolder) throws -> ChildProcess {
        try ChildProcess(Assets.path("etcd"), arguments, err: folder.path("etcd.log"))
    }

    func stopAPIServer() {
        apiServer.withLock { $0 }.stop()
    }

    /// After ``stopAPIServer()``; what is stored is still there.
    func restartAPIServer() throws {
        let next = try Self.startAPIServer(apiServerArguments, folder)
        apiServer.withLock { $0 = next }
        try waitUntilReady()
    }

    private static func startAPIServer(_ arguments: [String], _ folder: TemporaryFolder) throws -> ChildProcess {
        try ChildProcess(Assets.path("kube-apiserver"), arguments, err: folder.path("kube-apiserver.log"))
    }

    private func waitUntilReady() throws {
        let process = apiServer.withLock { $0 }
        let isReady = waitUntil(seconds: 120) {
            (try? Kubectl(self).run(["get", "--raw", "/readyz"]))?.out == "ok" || !process.isRunning
        }
        guard isReady, process.isRunning else {
            stop()
            let log = try String(contentsOfFile: process.errorPath, encoding: .utf8)
            throw ChildProcess.Failure(description: "kube-apiserver is not ready:\n\(log.suffix(2000))")
        }
    }

    /// A connection of our own, for more requests a second than kubectl makes.
    func connect() throws -> LoopbackClient {
        let authority = try Data(contentsOf: URL(filePath: folder.path("certs/apiserver.crt")))
        let trust = try TLSContext(clientTrusting: Array(authority))
        return try LoopbackClient(address, tls: trust, serverName: "127.0.0.1")
    }

    private static func writeFiles(to folder: TemporaryFolder, token: String, address: SocketAddress) throws {
        try folder.write(
            #"{"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": [{"level": "Metadata"}]}"#,
            to: "audit-policy.json"
        )
        try folder.write("\(token),admin,admin,system:masters\n", to: "tokens.csv")
        for arguments in [
            ["genrsa", "-out", folder.path("sa.key"), "2048"],
            ["rsa", "-in", folder.path("sa.key"), "-pubout", "-out", folder.path("sa.pub")],
        ] {
            let openssl = try ChildProcess("/usr/bin/openssl", arguments, err: folder.path("openssl.log"))
            guard try openssl.wait() == 0 else { throw ChildProcess.Failure(description: "openssl \(arguments)") }
        }
        try folder.write(
            """
            apiVersion: v1
            kind: Config
            clusters:
              - name: test
                cluster: {server: "https://\(address)", certificate-authority: "\(folder.path("certs/apiserver.crt"))"}
            users: [{name: admin, user: {token: "\(token)"}}]
            contexts: [{name: test, context: {cluster: test, user: admin}}]
            current-context: test

            """,
            to: "kubeconfig"
        )
    }
}
