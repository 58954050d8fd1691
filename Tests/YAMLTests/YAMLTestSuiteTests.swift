import Foundation
import JSON
import TestSupport
import Testing
import YAML

/// The public YAML test suite (yaml/yaml-test-suite, MIT).
@Suite(.enabled(if: SuiteFile.isHere, "\(SuiteFile.hint)"))
struct YAMLTestSuiteTests {
    /// Cases where the library behind kubectl reads something else than the suite, or more than its grammar has.
    private static let exceptions = [
        "565N": "!!binary is decoded, as the library does it",
        "C4HZ": "the keys x and y: y is true",
        "L24T-1": "a last line without a line break gets none",
        "ZYU8-2": "a directive %YAML with two versions, which the suite takes for a reserved one, is refused",
    ]

    @Test("every case is read or refused as the suite says", .namesItsCase)
    func cases() throws {
        let all = try SuiteFile.cases()
        #expect(all.count > 350)
        forEachCase(of: all) { one throws in
            guard Self.exceptions[one.id] == nil else { return }
            let results = YAMLStream.results(one.yaml)
            let errors = results.compactMap { result -> YAMLError? in
                if case .failure(let error) = result { error } else { nil }
            }
            if one.fail == true {
                #expect(!errors.isEmpty, "accepted")
            } else if let json = one.json {
                #expect(errors.isEmpty, "\(errors)")
                let documents = results.compactMap { try? $0.get().json }
                #expect(try Self.values(documents) == Self.values(Self.expected(json)))
            } else {
                // What JSON cannot hold is said, and nothing else is wrong.
                #expect(errors.allSatisfy { $0.text.contains("key") }, "\(errors)")
            }
        }
    }

    @Test("no exception is there without need", .namesItsCase)
    func exceptionsAreNeeded() throws {
        let all = try SuiteFile.cases().filter { Self.exceptions[$0.id] != nil }
        #expect(all.count == Self.exceptions.count)
        forEachCase(of: all) { one throws in
            let documents = YAMLStream.results(one.yaml).compactMap { try? $0.get().json }
            let isAsked = try one.json.map { try Self.values(documents) == Self.values(Self.expected($0)) }
            #expect(isAsked != true && (isAsked == false || documents.isEmpty))
        }
    }

    /// Documents without a node are passed over, and the suite has null for them.
    private static func values(_ documents: [JSONDocument]) throws -> [String] {
        try documents.filter { $0.kind($0.root) != .null }.map { document in
            let value = try JSONSerialization.jsonObject(with: Data(document.bytes), options: .fragmentsAllowed)
            let data = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
            return String(decoding: data, as: UTF8.self)
        }
    }

    private static func error(_ text: ArraySlice<UInt8>) -> JSONParseError? {
        do {
            _ = try JSONDocument(parsing: Array(text))
            return nil
        } catch {
            return error
        }
    }

    /// JSON texts one behind the other.
    private static func expected(_ text: String) throws -> [JSONDocument] {
        var documents: [JSONDocument] = []
        var rest = Array(text.utf8)[...]
        while true {
            rest = rest.drop { $0 <= 0x20 }
            guard !rest.isEmpty else { return documents }
            let end = Self.error(rest).map { rest.startIndex + $0.offset } ?? rest.endIndex
            documents.append(try JSONDocument(parsing: Array(rest[..<end])))
            rest = rest[end...]
        }
    }
}

struct SuiteCase: Decodable, CustomTestStringConvertible {
    var id: String
    var name: String
    var yaml: String
    var fail: Bool?
    var json: String?

    var testDescription: String { "\(id) \(name)" }
}

/// The suite as one file, an array of cases with `id`, `name`, `yaml` and either `fail` or `json`.
enum SuiteFile {
    static let hint =
        "the YAML test suite is not here: name its cases.json in YAML_TEST_SUITE, or put it into fixtures/yaml-test-suite "
        + "of a folder beside this checkout"

    static let url: URL? = {
        if let path = ProcessInfo.processInfo.environment["YAML_TEST_SUITE"] { return URL(filePath: path) }
        let around = Checkout.folder.deletingLastPathComponent()
        let folders = (try? FileManager.default.contentsOfDirectory(at: around, includingPropertiesForKeys: nil)) ?? []
        return folders.map { $0.appending(path: "fixtures/yaml-test-suite/cases.json") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    /// Says so on standard error when it is not, because a skipped test is easily overlooked.
    static let isHere: Bool = {
        if url != nil { return true }
        FileHandle.standardError.write(Data("SKIPPED: \(hint)\n".utf8))
        return false
    }()

    static func cases() throws -> [SuiteCase] {
        let url = try #require(url)
        return try JSONDecoder().decode([SuiteCase].self, from: Data(contentsOf: url))
    }
}
