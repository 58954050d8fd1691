import Foundation
import JSON
import TestSupport
import Testing
import YAML

/// JSON is YAML.
struct YAMLJSONTests {
    @Test("the JSON texts of this repository mean the same as YAML", .namesItsCase)
    func fixtures() throws {
        let folder = Checkout.folder.appending(path: "Tests")
        let enumerator = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        let files = enumerator.compactMap { $0 as? URL }.filter { $0.pathExtension == "json" }
        #expect(files.count > 100)
        forEachCase(of: files) { file throws in
            let bytes = [UInt8](try Data(contentsOf: file))
            guard let json = try? JSONDocument(parsing: bytes), json.duplicateKey == nil else { return }
            let yaml = try #require(try YAMLStream.results(bytes).first?.get())
            #expect(yaml.json.isEqual(yaml.json.root, to: json.root, in: json))
            #expect(yaml.json.nodeCount == json.nodeCount)
            var open = [json.root]
            while let node = open.popLast() {
                #expect(yaml.sources[node].range == json.range(node))
                open += json.elements(node)
                open += json.members(node).map(\.value)
            }
        }
    }

    @Test("JSON over many lines, with tabs, without spaces and deep is YAML too")
    func layouts() throws {
        #expect(try YAMLStream.json("{\n\t\"a\":[1,\n\t2],\"b\":{\"c\":null}\n}") == #"{"a":[1,2],"b":{"c":null}}"#)
        #expect(try YAMLStream.json(#"{"a":"\/\ud83d\ude00\b\f"}"#) == "{\"a\":\"/😀\\u0008\\u000c\"}")
        #expect(try YAMLStream.json("{\"a\":{\r\n  \"b\" : true\r\n}}\r\n") == #"{"a":{"b":true}}"#)
    }
}
