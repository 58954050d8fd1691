import Foundation
import Synchronization
import TestSupport
import Testing

/// A control plane with the webhooks registered and the server running.
final class Cluster: Sendable {
    let control: ControlPlane
    let kubectl: Kubectl
    let ports: WebhookProcess.Ports
    private let server: Mutex<WebhookProcess?>
    private let logNumber = Atomic<Int>(0)

    @TaskLocal static var running: Cluster?

    init() throws {
        let ports = try WebhookProcess.Ports()
        self.ports = ports
        control = try ControlPlane { folder in try Self.prepareCertificates(in: folder, for: ports) }
        kubectl = Kubectl(control)
        server = Mutex(nil)
        do {
            try kubectl.prepare("apply -f \(Assets.fixture("albconfig-crd.yaml"))")
            try kubectl.prepare("wait --for=condition=Established crd/albconfigs.alibabacloud.com")
            try kubectl.prepare("apply -f \(Assets.fixture("before-registration.yaml"))")
            try start()
            try register()
        } catch {
            stop()
            throw error
        }
    }

    func stop() {
        stopServer()
        control.stop()
    }

    /// Frees the port that is registered.
    func stopServer() {
        server.withLock { $0 }?.process.stop()
    }

    /// The server that runs now.
    func webhook() throws -> WebhookProcess {
        try server.withLock { $0 } ?? { throw ChildProcess.Failure(description: "no server") }()
    }

    /// Starts the server where it is registered, instead of the one that runs.
    @discardableResult
    func start(_ arguments: [String] = ["--shutdown-delay", "0s"]) throws -> WebhookProcess {
        stopServer()
        let log = control.folder.path("server-\(logNumber.wrappingAdd(1, ordering: .relaxed).newValue).log")
        let next = try WebhookProcess(ports, certificates: control.folder.path("serving"), log: log, arguments)
        server.withLock { $0 = next }
        return next
    }

    /// As the README of `certs` says, with other paths and another port; the flag makes the API server show its
    /// certificate.
    private static func prepareCertificates(
        in folder: TemporaryFolder,
        for ports: WebhookProcess.Ports
    ) throws -> [String] {
        let serving = folder.path("serving")
        let log = folder.path("certs.log")
        let process = try ChildProcess(
            Assets.certs("make-development-certs"),
            ["--client", "kube-apiserver", serving],
            err: log
        )
        guard try process.wait() == 0 else { throw ChildProcess.Failure(description: "make-development-certs: \(log)") }
        for name in ["admission-configuration.yaml", "kubeconfig.yaml"] {
            let text = try String(contentsOfFile: Assets.certs("api-server/\(name)"), encoding: .utf8)
                .replacing("/etc/kubernetes/alb-admission/client", with: "\(serving)/client")
                .replacing("/etc/kubernetes/alb-admission", with: folder.url.path)
                .replacing("127.0.0.1:9443", with: "127.0.0.1:\(ports.webhook)")
            try folder.write(text, to: name)
        }
        return [
            "--admission-control-config-file=\(folder.path("admission-configuration.yaml"))",
            "--client-ca-file=\(serving)/ca.crt",
        ]
    }

    private func registration() throws -> String {
        let output = control.folder.path("registration.yaml")
        let process = try ChildProcess(
            Assets.certs("print-registration"),
            ["--url", "https://127.0.0.1:\(ports.webhook)", control.folder.path("serving/ca.crt")],
            out: output,
            err: control.folder.path("registration.log")
        )
        guard try process.wait() == 0 else { throw ChildProcess.Failure(description: "print-registration") }
        return try String(contentsOfFile: output, encoding: .utf8)
    }

    /// Registers the server, and waits until the API server asks it.
    func register() throws {
        try kubectl.prepare("apply", input: registration())
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
