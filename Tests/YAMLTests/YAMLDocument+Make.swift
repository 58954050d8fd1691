import Foundation
import JSON
import Testing
import YAML

extension YAMLStream {
    static func results(_ bytes: [UInt8]) -> [Result<YAMLDocument, YAMLError>] {
        var results: [Result<YAMLDocument, YAMLError>] = []
        read(bytes) { results.append($0) }
        return results
    }

    static func results(_ text: String) -> [Result<YAMLDocument, YAMLError>] { results(Array(text.utf8)) }

    /// The one document of a stream.
    static func document(_ text: String) throws -> YAMLDocument {
        let results = results(text)
        try #require(results.count == 1, "\(results.count) documents")
        return try results[0].get()
    }

    /// The JSON of the one document of a stream.
    static func json(_ text: String) throws -> String { String(decoding: try document(text).json.bytes, as: UTF8.self) }

    /// The first error of a stream.
    static func error(_ text: String) throws -> YAMLError {
        for case .failure(let error) in results(text) { return error }
        throw NoError(text: text)
    }

    struct NoError: Error {
        var text: String
    }
}

extension YAMLDocument {
    /// The value at a path as `spec.rules.0`.
    func node(_ path: String) throws -> JSONNode {
        let tokens = path.split(separator: ".").map(String.init)
        return try #require(json.node(at: JSONPointer(tokens)), "\(path) is not there")
    }

    /// The key of the value at a path.
    func key(_ path: String) throws -> JSONNode {
        let tokens = path.split(separator: ".").map(String.init)
        let parent = try #require(json.node(at: JSONPointer(Array(tokens.dropLast()))), "\(path) is not there")
        return try #require(
            json.members(parent).first { json.string($0.key) == tokens.last }?.key,
            "\(path) is not there"
        )
    }
}

/// Where the repository is.
enum Checkout {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
}
