import Dispatch
import Synchronization
import TestSupport

/// Creates ConfigMaps without a pause, as dry runs, on several connections to the API server.
final class CreateLoad: Sendable {
    private let counts = Mutex<(answered: Int, failures: [String])>((0, []))
    private let isStopped = Atomic<Bool>(false)
    private let group = DispatchGroup()

    init(_ control: ControlPlane, connections: Int) {
        for number in 0..<connections {
            DispatchQueue.global().async(group: group) { [self] in
                do {
                    try run(control, number)
                } catch {
                    note("the connection to the API server: \(error)")
                }
            }
        }
    }

    var answered: Int { counts.withLock { $0.answered } }
    var failures: [String] { counts.withLock { $0.failures } }

    func stop() {
        isStopped.store(true, ordering: .relaxed)
        group.wait()
    }

    private func run(_ control: ControlPlane, _ number: Int) throws {
        let client = try control.connect()
        let body = #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"load-\#(number)"}}"#
        while !isStopped.load(ordering: .relaxed) {
            let path = "/api/v1/namespaces/default/configmaps?dryRun=All"
            let response = try client.create(path, body, token: control.token)
            if response.status == 201 {
                counts.withLock { $0.answered += 1 }
            } else {
                note(response.text)
            }
        }
    }

    private func note(_ failure: String) {
        counts.withLock { $0.failures.append(failure) }
    }
}

extension LoopbackClient {
    /// Creates an object and waits for the API server's answer.
    func create(_ path: String, _ body: String, token: String) throws -> Response {
        try send(
            """
            POST \(path) HTTP/1.1\r
            Host: 127.0.0.1\r
            Authorization: Bearer \(token)\r
            Content-Type: application/json\r
            Accept: application/json\r
            Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """
        )
        guard let response = try receive() else { throw Failure.closed }
        return response
    }
}
