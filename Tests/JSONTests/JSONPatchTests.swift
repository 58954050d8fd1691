import JSON
import TestSupport
import Testing

struct JSONPatchTests {
    @Test(.namesItsCase) func behavesAsInAppendixA() throws {
        forEachCase(of: try PatchCase.all("patch/rfc6902-appendix-a.json")) { example throws in
            #expect(try example.outcome() == example.expected)
        }
    }

    @Test(.namesItsCase) func behavesAsSection4Demands() throws {
        forEachCase(of: try PatchCase.all("patch/section-4.json")) { example throws in
            #expect(try example.outcome() == example.expected)
        }
    }

    @Test
    func readsAndWritesEveryOperation() throws {
        let text =
            #"[{"op":"add","path":"/a~1b","value":[1, 2.0]},{"op":"remove","path":"/-"},"#
            + #"{"op":"replace","path":"","value":"\u0041"},{"op":"move","from":"/a","path":"/b"},"#
            + #"{"op":"copy","from":"/m~0n","path":"/"},{"op":"test","path":"/é","value":null}]"#
        let patch = try JSONPatch(parsing: JSONDocument.make(text))
        #expect(patch.operations.count == 6)
        #expect(patch.operations.first == .add(path: JSONPointer(["a/b"]), value: Array("[1, 2.0]".utf8)))
        #expect(patch.serialized().text == text)
        #expect(JSONPatch().serialized().text == "[]")
    }

    @Test
    func readsAPatchInsideADocument() throws {
        let document = try JSONDocument.make(#"{"patch":[{"op":"remove","path":"/a"}]}"#)
        let node = try #require(document.member("patch", of: document.root))
        #expect(try JSONPatch(parsing: document, at: node).operations == [.remove(path: JSONPointer(["a"]))])
    }

    @Test(arguments: [
        ("{}", "a JSON Patch is an array of operations"),
        ("[1]", "operation 0: an operation is an object"),
        (#"[{"path":""}]"#, #"operation 0: needs a member "op" of the right type"#),
        (#"[{"op":1,"path":""}]"#, #"operation 0: needs a member "op" of the right type"#),
        (#"[{"op":"remove"}]"#, #"operation 0: needs a member "path" of the right type"#),
        (#"[{"op":"remove","path":"a"}]"#, #"operation 0: "a" is not a JSON Pointer"#),
        (
            #"[{"op":"remove","path":"/a"},{"op":"move","path":"/a"}]"#,
            #"operation 1: needs a member "from" of the right type"#
        ),
        (#"[{"op":"add","path":"/a"}]"#, #"operation 0, path "/a": needs a member "value" of the right type"#),
        (#"[{"op":"ADD","path":"/a","value":1}]"#, #"operation 0, path "/a": unknown operation "ADD""#),
        (#"[{"op":"add","path":"/a","value":1,"\u0076alue":2}]"#, #"operation 0: has the member "value" twice"#),
    ])
    func rejectsWhatIsNoPatch(text: String, message: String) throws {
        let document = try JSONDocument.make(text)
        let error = #expect(throws: JSONPatchError.self) { try JSONPatch(parsing: document) }
        #expect(error?.description == message)
    }

    @Test
    func rejectsValuesThatAreNoJSON() throws {
        let patch = JSONPatch([.add(path: JSONPointer(["a"]), value: Array("1}".utf8))])
        let error = #expect(throws: JSONPatchError.self) { try patch.apply(to: Array("{}".utf8)) }
        #expect(error?.operation == 0)
        #expect(error?.path == JSONPointer(["a"]))
        guard case .invalidValue = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test
    func rejectsDocumentsThatAreNoJSONOrAmbiguous() throws {
        let patch = JSONPatch([.test(path: JSONPointer(["a"]), value: Array("1".utf8))])
        let broken = #expect(throws: JSONPatchError.self) { try patch.apply(to: Array("{".utf8)) }
        #expect(broken?.operation == nil)
        let ambiguous = #expect(throws: JSONPatchError.self) { try patch.apply(to: Array(#"{"a":1,"\u0061":1}"#.utf8)) }
        #expect(ambiguous?.reason == .duplicateKey("a"))
        let value = JSONPatch([.add(path: JSONPointer(["a"]), value: Array(#"{"b":1,"b":1}"#.utf8))])
        let added = #expect(throws: JSONPatchError.self) { try value.apply(to: Array("{}".utf8)) }
        #expect(added?.reason == .duplicateKey("b"))
    }
}
