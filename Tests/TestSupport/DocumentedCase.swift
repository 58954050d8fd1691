package import Admission
package import Foundation
import JSON
package import Kubernetes

/// One file of `Tests/DocumentedCases`: objects, the public page that speaks about them, and what the page says.
///
/// Written by hand from the page, never recorded: where the program says something else, the page decides who is wrong.
package struct DocumentedCase: Sendable, CustomStringConvertible {
    package enum Expectation: String, Sendable {
        /// The rules deny.
        case denied
        /// Nothing denies, and the rules warn.
        case warned
        /// Nothing is said.
        case passes
    }

    package let name: String
    package let source: String
    package let expectation: Expectation
    /// Each of them has a finding.
    package let rules: [String]
    /// Texts that stand in a finding.
    package let words: [String]
    /// Identifiers of documented errors that such an object leads to.
    package let errors: [String]

    private let review: SavedReview

    package var description: String { name }

    package static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "DocumentedCases")

    package static func all() throws -> [DocumentedCase] {
        try ["accepted", "errors", "refused"].flatMap { group in
            let folder = folder.appending(path: group)
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { file in
                try DocumentedCase(SavedReview(folder.appending(path: file)), group: group)
            }
        }
    }

    private init(_ review: SavedReview, group: String) throws {
        struct File: Decodable {
            struct Expect: Decodable {
                var verdict: String
                var rules: [String]?
                var says: [String]?
            }
            var source: String
            var errors: [String]?
            var expect: Expect
        }
        self.review = review
        name = "\(group)/\(review.name)"
        let file = try JSONDecoder().decode(File.self, from: Data(review.bytes))
        guard let expectation = Expectation(rawValue: file.expect.verdict) else {
            throw CocoaError(.fileReadCorruptFile, userInfo: [NSFilePathErrorKey: review.path])
        }
        self.expectation = expectation
        source = file.source
        errors = file.errors ?? []
        rules = file.expect.rules ?? []
        words = file.expect.says ?? []
    }

    package func reviewer() throws -> Reviewer { try review.reviewer() }

    /// Created where there is no old object, deleted where there is only that.
    package func request() throws -> AdmissionRequest {
        let (object, old) = (review.text(of: "object"), review.text(of: "oldObject"))
        var text = ReviewText(
            object == nil ? "DELETE" : old == nil ? "CREATE" : "UPDATE",
            object: object ?? "null",
            oldObject: old ?? "null"
        )
        let document = try JSONDocument(parsing: Array((object ?? old ?? "{}").utf8))
        let metadata = document.member("metadata", of: document.root)
        let namespace = metadata.flatMap { document.member("namespace", of: $0) }
        text.namespace = namespace.flatMap { document.string($0) } ?? ""
        return try text.request()
    }
}
