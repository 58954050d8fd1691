package import Foundation
import Testing

/// A request that kube-apiserver once sent: `Tests/Recorded/<version>/<number>-<webhook>-<what>.json`.
package struct RecordedReview: Sendable, CustomTestStringConvertible {
    package let url: URL
    /// `mutate` or `validate`.
    package let webhook: String

    package var testDescription: String {
        "\(url.deletingLastPathComponent().lastPathComponent)/\(url.lastPathComponent)"
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Recorded")

    package static func all() throws -> [RecordedReview] {
        let files = FileManager.default
        return try files.contentsOfDirectory(atPath: folder.path).sorted().flatMap { version in
            let inner = folder.appending(path: version)
            return try files.contentsOfDirectory(atPath: inner.path).sorted().compactMap { name -> RecordedReview? in
                let words = name.split(separator: "-")
                guard name.hasSuffix(".json"), words.count > 2 else { return nil }
                return RecordedReview(url: inner.appending(path: name), webhook: String(words[1]))
            }
        }
    }

    package func bytes() throws -> [UInt8] { Array(try Data(contentsOf: url)) }
}
