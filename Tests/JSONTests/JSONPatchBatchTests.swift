import JSON
import TestSupport
import Testing

/// A patch gives the same bytes, or the same error, as its operations one after the other.
struct JSONPatchBatchTests {
    @Test(arguments: UInt64(0)..<400)
    func isItsOperationsOneByOne(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let text = RandomDocument(seed: seed).text
        var source = try JSONDocument.make(text)
        var operations: [JSONPatch.Operation] = []
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let operation = RandomOperation(source, &random).operation
            operations.append(operation)
            // Later operations mostly name places that the earlier ones have made.
            if random.chance(70), let next = try? JSONPatch([operation]).apply(to: source) {
                source = try JSONDocument(parsing: next)
            }
        }
        let stepwise = Self.oneByOne(operations, Array(text.utf8))
        var result: [UInt8]?
        var failure: JSONPatchError.Reason?
        do throws(JSONPatchError) {
            result = try JSONPatch(operations).apply(to: Array(text.utf8))
        } catch {
            failure = error.reason
        }
        #expect(result?.text == stepwise.result?.text, "\(JSONPatch(operations).serialized().text) on \(text)")
        #expect(failure == stepwise.error?.reason)
    }

    @Test(arguments: UInt64(0)..<200)
    func differencesAreOneByOneToo(_ seed: UInt64) throws {
        let from = try JSONDocument.make(RandomDocument(seed: seed).text)
        let to = try JSONDocument.make(RandomDocument(seed: seed + 5000).text)
        let patch = JSONPatch.difference(from: from, to: to)
        #expect(try patch.apply(to: from).text == Self.oneByOne(patch.operations, from.bytes).result?.text)
    }

    static let forms: [(String, @Sendable (Int) -> String)] = [
        ("append to an object", { #"{"op":"add","path":"/map/new\#($0)","value":\#($0)}"# }),
        ("change members", { #"{"op":"replace","path":"/map/k\#($0)","value":[\#($0)]}"# }),
        ("remove members", { #"{"op":"remove","path":"/map/k\#($0)"}"# }),
        ("append to an array", { _ in #"{"op":"add","path":"/list/-","value":{}}"# }),
        ("grow an array in the middle", { #"{"op":"add","path":"/list/\#(3 + $0)","value":0}"# }),
        ("shrink an array", { #"{"op":"remove","path":"/list/\#(7999 - $0)"}"# }),
        ("change elements", { #"{"op":"replace","path":"/list/\#($0)","value":"x"}"# }),
        ("look at members", { #"{"op":"test","path":"/map/k\#($0)","value":\#($0)}"# }),
    ]

    /// 8 000 operations on a document of 8 000 members: with a pass for each it would take minutes.
    @Test(arguments: forms.indices)
    func manyOperationsTakeOnePass(_ form: Int) throws {
        let count = 8000
        let members = (0..<count).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let elements = (0..<count).map(String.init).joined(separator: ",")
        let document = try JSONDocument.make("{\"map\":{\(members)},\"list\":[\(elements)]}")
        let operations = (0..<count).map(Self.forms[form].1).joined(separator: ",")
        let patch = try JSONPatch(parsing: JSONDocument.make("[\(operations)]"))
        #expect(patch.operations.count == count)
        let clock = ContinuousClock()
        let start = clock.now
        let result = try JSONDocument(parsing: patch.apply(to: document))
        #expect(clock.now - start < .seconds(20), "\(Self.forms[form].0)")
        let map = try #require(result.member("map", of: result.root))
        let list = try #require(result.member("list", of: result.root))
        let growth = [(count, 0), (0, 0), (-count, 0), (0, count), (0, count), (0, -count), (0, 0), (0, 0)][form]
        #expect(result.count(map) == count + growth.0)
        #expect(result.count(list) == count + growth.1)
    }

    private static func oneByOne(
        _ operations: [JSONPatch.Operation],
        _ bytes: [UInt8]
    ) -> (result: [UInt8]?, error: JSONPatchError?) {
        var bytes = bytes
        for operation in operations {
            do throws(JSONPatchError) {
                bytes = try JSONPatch([operation]).apply(to: bytes)
            } catch {
                return (nil, error)
            }
        }
        return (bytes, nil)
    }
}

/// An operation on a document that mostly names a place it has.
private struct RandomOperation {
    let operation: JSONPatch.Operation

    init(_ document: JSONDocument, _ random: inout SeededGenerator) {
        let path = Self.path(document, &random)
        let value = Array(random.pick(["1", "{}", "[]", "\"s\"", #"{"a": [1, 2]}"#, "[[], 0]"]).utf8)
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1, 2: operation = .add(path: Self.newPath(document, &random), value: value)
        case 3, 4: operation = .add(path: path, value: value)
        case 5, 6, 7: operation = .remove(path: path)
        case 8, 9: operation = .replace(path: path, value: value)
        case 10: operation = .move(from: path, path: Self.newPath(document, &random))
        default:
            let node = document.node(at: path)
            operation =
                random.chance(50)
                ? .copy(from: path, path: Self.newPath(document, &random))
                : .test(path: path, value: node.map { Array(document.bytes[document.range($0)]) } ?? value)
        }
    }

    private static func path(_ document: JSONDocument, _ random: inout SeededGenerator) -> JSONPointer {
        var node = document.root
        var path = JSONPointer()
        while random.chance(path.tokens.isEmpty ? 97 : 75) {
            let count = document.count(node)
            guard count > 0 else { break }
            let index = Int.random(in: 0..<count, using: &random)
            if document.kind(node) == .array {
                path = path.appending(String(index))
                node = Array(document.elements(node))[index]
            } else {
                let member = Array(document.members(node))[index]
                path = path.appending(document.string(member.key) ?? "")
                node = member.value
            }
        }
        return path
    }

    private static func newPath(_ document: JSONDocument, _ random: inout SeededGenerator) -> JSONPointer {
        let parent = path(document, &random)
        let count = document.node(at: parent).map(document.count) ?? 0
        return parent.appending(
            random.pick(["new", "b", "-", "0", String(count), String(Int.random(in: 0...count, using: &random))])
        )
    }
}
