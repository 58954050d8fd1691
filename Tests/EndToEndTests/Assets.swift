import Foundation

/// The programs that the tests need.
enum Assets {
    static let hint = "end-to-end tests need KUBEBUILDER_ASSETS, a folder with etcd, kube-apiserver and kubectl"

    private static var folder: String { ProcessInfo.processInfo.environment["KUBEBUILDER_ASSETS"] ?? "" }

    static func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Says so on standard error when they are not, because a skipped test is easily overlooked.
    static let areHere: Bool = {
        let missing = ["etcd", "kube-apiserver", "kubectl"].filter {
            folder.isEmpty || !FileManager.default.isExecutableFile(atPath: path($0))
        }
        guard !missing.isEmpty else { return true }
        let reason = folder.isEmpty ? "it is not set" : "\(folder) has no \(missing.joined(separator: ", "))"
        FileHandle.standardError.write(Data("SKIPPED: \(hint); \(reason)\n".utf8))
        return false
    }()

    /// The program under test lies beside the test program.
    static var server: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "alb-admission").path
    }

    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()

    static func fixture(_ name: String) -> String { tests.appending(path: "Fixtures/\(name)").path }

    /// A file of this checkout.
    static func checkout(_ name: String) -> String {
        tests.deletingLastPathComponent().deletingLastPathComponent().appending(path: name).path
    }

    static func certs(_ name: String) -> String { checkout("certs/\(name)") }
}
