import Foundation
import Synchronization
import TestSupport
import Testing

/// A control plane with the webhooks registered and the server running.
final class Cluster: Sendable {
    let control: ControlPlane
    let kubectl: Kubectl
    private let ports: WebhookProcess.Ports
    private let server: Mutex<WebhookProcess?>
    private let logNumber = Atomic<Int>(0)

    @TaskLocal static var running: Cluster?

    init() throws {
        control = try ControlPlane()
        kubectl = Kubectl(control)
        ports = try WebhookProcess.Ports()
        server = Mutex(nil)
        do {
            try kubectl.prepare("apply -f \(Assets.fixture("albconfig-crd.yaml"))")
            try kubectl.prepare("wait --for=condition=Established crd/albconfigs.alibabacloud.com")
            try kubectl.prepare("apply -f \(Assets.fixture("before-registration.yaml"))")
            let bundle = try makeCertificates()
            try start()
            try register(bundle)
        } catch {
            stop()
            throw error
        }
    }

    func stop() {
        server.withLock { $0 }?.process.stop()
        control.stop()
    }

    /// The server that runs now.
    func webhook() throws -> WebhookProcess {
        try server.withLock { $0 } ?? { throw ChildProcess.Failure(description: "no server") }()
    }

    /// Starts the server where it is registered, instead of the one that runs.
    @discardableResult
    func start(_ arguments: [String] = ["--shutdown-delay", "0s"]) throws -> WebhookProcess {
        server.withLock { $0 }?.process.stop()
        let log = control.folder.path("server-\(logNumber.wrappingAdd(1, ordering: .relaxed).newValue).log")
        let next = try WebhookProcess(ports, certificates: control.folder.path("serving"), log: log, arguments)
        server.withLock { $0 = next }
        return next
    }

    private func makeCertificates() throws -> String {
        let bundle = control.folder.path("bundle")
        let process = try ChildProcess(
            Assets.certs("make-development-certs"),
            [control.folder.path("serving")],
            out: bundle,
            err: control.folder.path("certs.log")
        )
        guard try process.wait() == 0 else { throw ChildProcess.Failure(description: "make-development-certs") }
        return try String(contentsOfFile: bundle, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// As the README of `certs` says for a server outside of the cluster.
    func registration(_ bundle: String) throws -> String {
        let text = try String(contentsOfFile: Assets.certs("webhook-configurations.yaml"), encoding: .utf8)
        return text.replacing("CA_BUNDLE", with: bundle)
            .replacing(/service: .*path: ([^,]*),.*/) { "url: https://127.0.0.1:\(self.ports.webhook)\($0.1)" }
    }

    private func register(_ bundle: String) throws {
        try kubectl.prepare("apply", input: registration(bundle))
        // The API server reads configurations again a moment later.
        var last = ""
        let isActive = waitUntil(seconds: 30) {
            let output = try? kubectl("create --dry-run=server", input: Manifest.albConfig("aliyun-probe"))
            last = output.map { $0.out + $0.err } ?? ""
            return last.contains("[ALB101]")
        }
        guard isActive else {
            throw ChildProcess.Failure(description: "the webhooks do not come into effect: \(last)")
        }
    }
}

/// Starts the cluster before the first test of a suite and takes it down behind the last.
struct ClusterTrait: SuiteTrait, TestScoping {
    @concurrent
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        try await Cluster.$running.withValue(cluster, operation: function)
    }
}

extension Trait where Self == ClusterTrait {
    static var cluster: Self { ClusterTrait() }
}
