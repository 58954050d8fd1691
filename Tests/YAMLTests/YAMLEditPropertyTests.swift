import JSON
import TestSupport
import Testing
import YAML

/// Random patches on random documents between two others.
struct YAMLEditPropertyTests {
    private static let before = "# before\nx: 1\n---\n"
    private static let after = "---\ny: |\n  2\n"

    @Test("an edited document is what the patch makes of its JSON, and the others stay", .namesItsCase)
    func patches() throws {
        var refused: [String: Int] = [:]
        var done = 0
        let seeds = 0..<1500
        forEachCase(of: seeds) { seed throws in
            var random = SeededGenerator(seed: UInt64(seed) &* 977)
            var writer = RandomYAML(seed: UInt64(seed))
            var text = Self.before + writer.mapping(indent: 0) + Self.after
            if seed.isMultiple(of: 5) {
                text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
            }
            let stream = Array(text.utf8)
            let documents = try YAMLStream.results(stream).map { try $0.get() }
            try #require(documents.count == 3)
            let patch = RandomPatch.make(for: documents[1].json, &random)
            guard let patched = try? patch.apply(to: documents[1].json) else { return }
            do throws(YAMLEditRefusal) {
                let edits = try documents[1].edits(for: patch, at: documents[1].json.root, in: stream)
                done += 1
                Self.check(edits, stream, documents, patched, patch)
            } catch {
                let reason = error.text.prefix { !$0.isNumber && $0 != "&" }
                refused[String(reason), default: 0] += 1
            }
        }
        // Sharing is a reason; hardly anything else is.
        let others = refused.filter { !$0.key.contains("shared") && !$0.key.contains("anchor") }
        let sum = others.values.reduce(0, +)
        #expect(done > 700, "\(done) of \(seeds.count), refused: \(refused)")
        #expect(sum * 100 < done, "\(others)")
    }

    private static func check(
        _ edits: [TextEdit],
        _ stream: [UInt8],
        _ documents: [YAMLDocument],
        _ patched: [UInt8],
        _ patch: JSONPatch
    ) {
        var position = 0
        var bytes = stream
        for edit in edits {
            #expect(edit.range.lowerBound >= position)
            position = edit.range.upperBound
            #expect(edit.range.lowerBound >= documents[1].range.lowerBound)
            #expect(edit.range.upperBound <= documents[1].range.upperBound)
        }
        for edit in edits.reversed() { bytes.replaceSubrange(edit.range, with: edit.replacement) }
        let results = YAMLStream.results(bytes).compactMap { try? $0.get() }
        guard results.count == 3, let wanted = try? JSONDocument(parsing: patched) else {
            Issue.record("\(String(decoding: bytes, as: UTF8.self))")
            return
        }
        #expect(results[0].json.bytes == documents[0].json.bytes && results[2].json.bytes == documents[2].json.bytes)
        let isRight = results[1].json.isEqual(results[1].json.root, to: wanted.root, in: wanted)
        #expect(
            isRight,
            "\(String(decoding: patch.serialized(), as: UTF8.self))\n\(String(decoding: bytes, as: UTF8.self))"
        )
        let isWindows = stream.contains(0x0D)
        #expect(
            !edits.contains {
                $0.replacement.firstRange(of: Array("\n".utf8)) != nil && isWindows && !$0.replacement.contains(0x0D)
            }
        )
    }
}

/// Patches that fit a document.
private enum RandomPatch {
    static func make(for json: JSONDocument, _ random: inout SeededGenerator) -> JSONPatch {
        var places: [JSONPointer] = []
        var containers: [(JSONPointer, JSONKind)] = []
        collect(json, json.root, JSONPointer(), &places, &containers)
        var operations: [JSONPatch.Operation] = []
        for index in 0..<Int.random(in: 1...3, using: &random) {
            let place = random.pick(places)
            let (container, kind) = random.pick(containers)
            let new = container.appending(kind == .array ? "-" : "new\(index)")
            switch Int.random(in: 0..<6, using: &random) {
            case 0, 1: operations.append(.replace(path: place, value: value(&random)))
            case 2: operations.append(.add(path: new, value: value(&random)))
            case 3:
                let first = kind == .array ? container.appending("0") : new
                operations.append(.add(path: first, value: value(&random)))
            case 4: operations.append(.remove(path: place))
            default:
                let isRename = random.chance(60)
                let target = isRename ? JSONPointer(place.tokens.dropLast()).appending("renamed \(index)") : new
                operations.append(.move(from: place, path: target))
            }
        }
        return JSONPatch(operations)
    }

    private static func collect(
        _ json: JSONDocument,
        _ node: JSONNode,
        _ pointer: JSONPointer,
        _ places: inout [JSONPointer],
        _ containers: inout [(JSONPointer, JSONKind)]
    ) {
        if !pointer.tokens.isEmpty { places.append(pointer) }
        if json.kind(node) == .object || json.kind(node) == .array { containers.append((pointer, json.kind(node))) }
        for (index, element) in json.elements(node).enumerated() {
            collect(json, element, pointer.appending(String(index)), &places, &containers)
        }
        for (key, value) in json.members(node) {
            collect(json, value, pointer.appending(json.string(key) ?? ""), &places, &containers)
        }
    }

    private static func value(_ random: inout SeededGenerator) -> [UInt8] {
        Array(
            random.pick([
                "1", "-2.5", "true", "null", #""""#, #""x""#, #""80""#, #""yes""#, #""a: b""#, #""a #b""#, #""- x""#,
                #"" x""#,
                #""x ""#, #""a\nb\n""#, #""a\n\n b""#, #""\n""#, #""it's \"q\"""#, #""[{\"HTTP\": 80}]""#,
                #""é\u0000\t""#,
                #""2001-01-01""#, #""*""#, #""x:""#, #""---""#, "[]", "{}", "[1]", #"["x",["y",{}]]"#,
                #"{"p":1,"q":{"r":[]}}"#,
                #"[{"a":1,"b":"x"},2]"#, #"{"k e":"v","80":["a\nb"]}"#, #""x, y""#, #""{x}""#, #""\r\n""#, #""~""#,
                #""=""#,
            ]).utf8
        )
    }
}
