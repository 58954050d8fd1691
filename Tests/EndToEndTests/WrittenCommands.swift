import Foundation
import TestSupport

/// The commands that a section of a README tells people to type, in its code blocks, and how to run them.
struct WrittenCommands {
    /// The blocks marked `sh`, in their order.
    let blocks: [String]
    /// What the section shows as output: the block without a mark.
    let output: String?
    /// What is written another way here: paths and ports that others on this machine use too.
    var changes: [(String, String)] = []

    private let cluster: Cluster
    private let folder: TemporaryFolder

    init(_ file: String, section: String, _ cluster: Cluster) throws {
        let text = try String(contentsOfFile: Assets.checkout(file), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = lines.firstIndex { $0.hasPrefix("#") && $0.hasSuffix("# \(section)") } ?? lines.endIndex
        let body = lines[start...].dropFirst()
        var found: [(mark: Substring, lines: [Substring])] = []
        var isInside = false
        for line in body {
            if line.hasPrefix("```") {
                isInside.toggle()
                if isInside { found.append((line.dropFirst(3), [])) }
            } else if isInside {
                found[found.endIndex - 1].lines.append(line)
            } else if line.hasPrefix("#") {
                break
            }
        }
        blocks = found.filter { $0.mark == "sh" }.map { $0.lines.joined(separator: "\n") }
        output = found.first { $0.mark.isEmpty }?.lines.joined(separator: "\n")
        self.cluster = cluster
        folder = cluster.control.folder
    }

    /// Runs a block in the checkout; it ends with `last`.
    func start(_ block: Int, last: String = "", as name: String) throws -> ChildProcess {
        guard blocks.indices.contains(block) else { throw ChildProcess.Failure(description: "no block \(block)") }
        let text = changes.reduce(blocks[block]) { $0.replacing($1.0, with: $1.1) }
        let script = "set -euo pipefail\ncd '\(Assets.checkout(""))'\n\(text)\n\(last)\n"
        let ports = try FreePorts.take(2)
        return try ChildProcess(
            "/bin/bash",
            [folder.write(script, to: "\(name).sh")],
            environment: [
                "PATH": "\(try programs()):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")",
                "KUBECONFIG": cluster.control.kubeconfig,
                "ALB_ADMISSION_HEALTH_PROBE_BIND_ADDRESS": "127.0.0.1:\(ports[0])",
                "ALB_ADMISSION_METRICS_BIND_ADDRESS": "127.0.0.1:\(ports[1])",
            ],
            out: folder.path("\(name).out"),
            err: folder.path("\(name).err")
        )
    }

    /// Runs a block to its end.
    func run(_ block: Int, as name: String) throws -> Kubectl.Output {
        let code = try start(block, as: name).wait()
        return try Kubectl.Output(
            code: code,
            out: String(contentsOfFile: folder.path("\(name).out"), encoding: .utf8),
            err: String(contentsOfFile: folder.path("\(name).err"), encoding: .utf8)
        )
    }

    private static let mortal = "/usr/bin/setpriv --pdeathsig KILL --"

    /// A folder with the programs by the names that people type; what runs in the background ends with its shell.
    private func programs() throws -> String {
        let bin = folder.path("programs")
        try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
        for (name, program) in [
            ("alb-admission", "\(Self.mortal) '\(Assets.server)'"), ("sleep", "\(Self.mortal) /usr/bin/sleep"),
            ("timeout", "\(Self.mortal) /usr/bin/timeout"), ("openssl", "\(Self.mortal) /usr/bin/openssl"),
            ("kubectl", "'\(Assets.path("kubectl"))' --cache-dir '\(folder.path("cache"))'"),
        ] {
            let path = try folder.write("#!/bin/sh\nexec \(program) \"$@\"\n", to: "programs/\(name)")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        return bin
    }
}
