import JSON
import Testing

@testable import KubernetesClient

struct ListReaderTests {
    /// Names of the objects and what stands about the list, or why there is none.
    private static func read(
        _ text: String,
        pieces size: Int = 1 << 20,
        limit: Int = 1 << 20
    ) throws(ResourceProblem) -> (names: [String], page: ListReader.Page) {
        var reader = ListReader(limit: limit)
        var names: [String] = []
        do {
            try text.inPieces(of: size) { bytes in
                try reader.feed(bytes) { names.append($0["metadata"]?["name"]?.string ?? "") }
            }
        } catch {
            throw error as? ResourceProblem ?? .malformed("\(error)")
        }
        return (names, try reader.finish())
    }

    @Test func everySplitGivesTheSameList() throws {
        let more = #","spec":{"x":"}]\"","items":[1,{"y":[]}]},"items":[{"metadata":{"name":"inner"}}]"#
        let text = Server.list(["a", "b"], version: "42", continuation: "next")
            .replacing(#""1"}"#, with: #""1"}\#(more)"#, maxReplacements: 1)
        for size in 1...text.utf8.count {
            let (names, page) = try Self.read(text, pieces: size)
            #expect(names == ["a", "b"], "pieces of \(size)")
            #expect(page == ListReader.Page(resourceVersion: "42", continuation: "next"))
            // The key `items` of an object, wherever it stands in it, is no list.
        }
    }

    @Test func anEmptyListIsAList() throws {
        for items in ["[]", "null", "[ ]"] {
            let text = #"{"items":\#(items),"metadata":{"resourceVersion":"7","continue":""}}"#
            let (names, page) = try Self.read(text)
            #expect(names.isEmpty)
            #expect(page == ListReader.Page(resourceVersion: "7", continuation: nil))
        }
    }

    @Test func aListThatEndsEarlyIsNone() throws {
        let text = Server.list(["a", "b"]).dropLast()
        for count in 0..<text.utf8.count {
            #expect(throws: ResourceProblem.malformed("a list that ends in the middle"), "\(count) bytes") {
                try Self.read(String(decoding: text.utf8.prefix(count), as: UTF8.self))
            }
        }
    }

    @Test(arguments: [
        ("<html>no</html> ", "not JSON"),
        ("{}", "without items"),
        (#"{"items":{}}"#, "without items"),
        (#"{"items":[]}"#, "without a resourceVersion"),
        (#"{"items":[],"metadata":{"resourceVersion":""}}"#, "without a resourceVersion"),
        (#"{"items":[],"metadata":{"resourceVersion":7}}"#, "without a resourceVersion"),
        (#"{"items":[1],"metadata":{"resourceVersion":"7"}}"#, "without a name"),
        (#"{"items":[{"metadata":{"name":""}}],"metadata":{"resourceVersion":"7"}}"#, "without a name"),
        (#"{"items":[{"metadata":{"name":"a"]}],"metadata":{"resourceVersion":"7"}}"#, "not JSON"),
        (#"{"items":[],"metadata":{"resourceVersion":"7"}}{}"#, "behind the end"),
        (#"{"items":[],"metadata":{"resourceVersion":"7"}}[{"metadata":{"name":"a"}}]"#, "behind the end"),
        (#"{"items":[],"metadata":{"resourceVersion":"7"}} x"#, "in the middle"),
        ("[1]", "without a name"),
        (#"[{"metadata":{"name":"a"}}]"#, "without items"),
    ]) func refuses(_ text: String, _ reason: String) {
        for size in [1, 3, 1000] {
            #expect {
                try Self.read(text, pieces: size)
            } throws: { error in
                guard case .malformed(let message) = error as? ResourceProblem else { return false }
                return message.contains(reason)
            }
        }
    }

    @Test func takesNoMoreThanOneObjectMayHave() throws {
        let object = Server.object("a", more: #","x":"\#(String(repeating: "y", count: 1000))""#)
        let list = #"{"metadata":{"resourceVersion":"7"},"items":[\#(object),\#(object)]}"#
        #expect(try Self.read(list, pieces: 10, limit: object.utf8.count + 100).names == ["a", "a"])
        for size in [10, 10_000] {
            #expect(throws: ResourceProblem.malformed("an object of more than 500 bytes")) {
                try Self.read(list, pieces: size, limit: 500)
            }
        }
        #expect(throws: ResourceProblem.malformed("an object of more than 500 bytes")) {
            try Self.read(#"{"x":""# + String(repeating: "y", count: 1000), limit: 500)
        }
    }

    @Test func refusesTokensThatDoNotFitIntoARequest() {
        let long = String(repeating: "t", count: APIObject.tokenLimit + 1)
        #expect(throws: ResourceProblem.malformed("a continue token of more than 4096 bytes")) {
            try Self.read(Server.list(["a"], continuation: long))
        }
        #expect(throws: ResourceProblem.self) { try Self.read(Server.list(["a"], version: long)) }
    }
}
