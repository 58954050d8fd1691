package import Admission
import Foundation
import JSON
import Kubernetes

/// A review with the whole answer to it: `Responses/<endpoint>-<case>.json`, a ``SavedReview`` that ends with the
/// `response`.
package struct RecordedResponse: Sendable, CustomStringConvertible {
    package let review: SavedReview
    package let stage: ReviewStage

    package var description: String { review.name }

    package static func all() throws -> [RecordedResponse] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Responses")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            let stage = name.split(separator: "-").first.flatMap { ReviewStage(rawValue: String($0)) }
            guard let stage else { throw CocoaError(.fileReadInvalidFileName, userInfo: [NSFilePathErrorKey: name]) }
            return RecordedResponse(review: try SavedReview(folder.appending(path: name)), stage: stage)
        }
    }

    /// Nil when the file has none.
    package var response: String? { review.text(of: "response") }

    package func record(_ response: String) throws { try review.write(response, as: "response") }

    /// The `response` of an answer in the form in which it is recorded; nil unless the answer has the version that asked.
    package func response(in answer: [UInt8]) throws -> String? {
        let document = try JSONDocument(parsing: answer)
        let version = document.member("apiVersion", of: document.root).flatMap { document.string($0) }
        guard try version == review.request().version.rawValue,
            let node = document.member("response", of: document.root)
        else { return nil }
        return IndentedJSON.text(document, node, indent: "  ")
    }
}
