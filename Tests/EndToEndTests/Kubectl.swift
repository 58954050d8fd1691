import Foundation
import TestSupport

/// kubectl with the cluster's administrator.
struct Kubectl {
    struct Output {
        var code: Int32
        var out: String
        var err: String

        var isDone: Bool { code == 0 }
    }

    private let control: ControlPlane

    init(_ control: ControlPlane) {
        self.control = control
    }

    /// With `input`, a file with it is given as `-f`.
    @discardableResult
    func run(_ arguments: [String], input: String? = nil) throws -> Output {
        let folder = try TemporaryFolder()
        var arguments = ["--kubeconfig", control.kubeconfig, "--cache-dir", control.folder.path("cache")] + arguments
        if let input { arguments += ["-f", try folder.write(input, to: "input.yaml")] }
        let process = try ChildProcess(
            Assets.path("kubectl"),
            arguments,
            out: folder.path("out"),
            err: folder.path("err")
        )
        let code = try process.wait()
        return Output(
            code: code,
            out: try String(contentsOfFile: folder.path("out"), encoding: .utf8),
            err: try String(contentsOfFile: folder.path("err"), encoding: .utf8)
        )
    }

    /// The words of a command line; for arguments without blanks.
    @discardableResult
    func callAsFunction(_ line: String, input: String? = nil) throws -> Output {
        try run(line.split(separator: " ").map(String.init), input: input)
    }

    /// One value of an object; empty if it is not there.
    func value(_ path: String, of object: String) throws -> String {
        try run(["get"] + object.split(separator: " ").map(String.init) + ["-o", "jsonpath={\(path)}"]).out
    }

    /// Throws what went wrong; for steps that only prepare a test.
    func prepare(_ line: String, input: String? = nil) throws {
        let output = try self(line, input: input)
        guard output.isDone else { throw ChildProcess.Failure(description: "kubectl \(line): \(output.err)") }
    }
}
