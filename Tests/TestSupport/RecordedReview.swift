package import Foundation

/// A review that a real kube-apiserver sent, byte for byte; only a private key was taken out of a Secret.
package struct RecordedReview: Sendable, CustomStringConvertible {
    /// Such as `kubernetes-1.36/021-mutate-create-ingresses`.
    package var name: String
    package var bytes: [UInt8]

    package var description: String { name }
    package var version: String { String(name.prefix { $0 != "/" }) }
    /// Which endpoint it was sent to.
    package var isMutating: Bool { name.contains("-mutate-") }

    package static let versions = ["kubernetes-1.20", "kubernetes-1.36"]

    package static var folder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Recorded")
    }

    /// In the order in which they came.
    package static func all(_ version: String? = nil) throws -> [RecordedReview] {
        try versions.filter { version == nil || $0 == version }.flatMap { version in
            let inner = folder.appending(path: version)
            return try FileManager.default.contentsOfDirectory(atPath: inner.path).sorted().map { file in
                RecordedReview(
                    name: "\(version)/\(file.replacing(".json", with: ""))",
                    bytes: [UInt8](try Data(contentsOf: inner.appending(path: file)))
                )
            }
        }
    }

    /// The one whose name contains `part`, from the newest API server.
    package static func named(_ part: String) throws -> RecordedReview {
        let found = try all().filter { $0.name.contains(part) }
        guard let last = found.last else { throw CocoaError(.fileNoSuchFile) }
        return last
    }
}
