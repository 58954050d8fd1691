import Foundation
import TestSupport
import Sockets

/// `alb-admission serve` as a user starts it.
final class WebhookProcess: Sendable {
    let process: ChildProcess

    /// Where the program listens; kept when it is started again.
    struct Ports: Sendable {
        var webhook: UInt16
        var probes: UInt16
        var metrics: UInt16

        init() throws {
            let ports = try FreePorts.take(3)
            (webhook, probes, metrics) = (ports[0], ports[1], ports[2])
        }
    }

    private let ports: Ports

    init(_ ports: Ports, certificates: String?, log: String, _ arguments: [String] = []) throws {
        self.ports = ports
        process = try ChildProcess(
            Assets.server,
            [
                "serve", "--bind-address", "127.0.0.1:\(ports.webhook)", "--health-probe-bind-address",
                "127.0.0.1:\(ports.probes)", "--metrics-bind-address", "127.0.0.1:\(ports.metrics)", "--log-level",
                "debug",
            ] + (certificates.map { ["--cert-dir", $0] } ?? []) + arguments,
            err: log
        )
        guard waitUntil(seconds: 30, { isReady || !process.isRunning }), process.isRunning else {
            let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            throw ChildProcess.Failure(description: "the server does not start: \(text.suffix(2000))")
        }
    }

    var isReady: Bool { (try? page(ports.probes, "/readyz"))?.status == 200 }

    /// A value of the metrics page; nil while there is no such series.
    func metric(_ series: String) -> Double? {
        let text = (try? metricsPage()) ?? ""
        return text.split(separator: "\n").first { $0.hasPrefix(series + " ") }
            .flatMap { Double($0.dropFirst(series.count + 1)) }
    }

    func metricsPage() throws -> String { try page(ports.metrics, "/metrics")?.text ?? "" }

    private func page(_ port: UInt16, _ target: String) throws -> Response? {
        let client = try LoopbackClient(SocketAddress("127.0.0.1:\(port)"))
        try client.send("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return try client.receive()
    }
}
