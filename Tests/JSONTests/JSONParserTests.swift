import JSON
import TestSupport
import Testing

struct JSONParserTests {
    @Test(.namesItsCase) func acceptsWhatRFC8259Allows() {
        forEachCase(of: [
            // Section 2: structural characters and white space
            "{}", "[]", " \t\r\n[ \t\r\n] \t\r\n", "[[],{}]", "[1,2]", #"{"a" : 1 , "b":[ ]}"#,
            // Section 3: any value may be the text
            "null", "true", "false", "0", "\"\"", " 1 ",
            // Section 4: names
            #"{"":0}"#, #"{"a":{"a":{"a":1}}}"#,
            // Section 6: numbers
            "-0", "0.0", "-0.0e+0", "1E5", "1e05", "10.01e-20", "123456789012345678901234567890", "1e999999",
            // Section 7: strings
            #""\"\\\/\b\f\n\r\t\u0000\uABCD\uabcd""#, #""\ud83d\ude00""#, #""\ud800""#, "\"\u{7F}\u{2028}é中😀\"",
        ]) { text in
            #expect(JSONDocument.error(text.utf8) == nil)
        }
    }

    @Test(.namesItsCase) func rejectsEverythingElseAtTheExactByte() {
        forEachCase(of: [
            // Section 2
            ("", 0), ("  ", 2), ("[", 1), ("{", 1), ("]", 0), ("}", 0), ("[1", 2), ("[1,", 3), ("[1,]", 3), ("[,1]", 1),
            ("[1 2]", 3), ("[1}", 2), ("[1,,2]", 3), ("[\u{0B}]", 1), ("[\u{0C}1]", 1), ("\u{A0}1", 0), ("[1]]", 3),
            ("{}{}", 2), ("1 2", 2), ("// x\n1", 0), ("[1/**/]", 2), (":", 0), (",", 0), ("[]\u{0}", 2),
            // Section 3
            ("nul", 3), ("nulL", 3), ("True", 0), ("truee", 4), ("fals", 4), ("NaN", 0), ("nan", 1), ("Infinity", 0),
            ("undefined", 0), ("t", 1), ("n]", 1),
            // Section 4
            ("{1:2}", 1), (#"{"a"}"#, 4), (#"{"a":}"#, 5), (#"{"a":1,}"#, 7), (#"{"a" 1}"#, 5), (#"{"a"::1}"#, 5),
            (#"{"a":1 "b":2}"#, 7), (#"{"a":1]"#, 6), (#"{,"a":1}"#, 1), (#"{"a","b"}"#, 4), (#"{a:1}"#, 1),
            (#"{"a":1,"b"}"#, 10), (#"{"a"#, 3), (#"{"a""#, 4), (#"{"a":"#, 5), (#"{"a":1"#, 6), (#"{"a":1,"#, 7),
            // Section 6
            ("-", 1), ("+1", 0), ("01", 1), ("-01", 2), ("1.", 2), (".1", 0), ("1.e1", 2), ("1e", 2), ("1e+", 3),
            ("--1", 1), ("-a", 1), ("1.2.3", 3), ("0x10", 1), ("1e1.5", 3), ("1_000", 1), ("[-]", 2), ("[1.]", 3),
            // Section 7
            ("\"", 1), ("\"a", 2), ("'a'", 0), ("\"\u{1}\"", 1), ("\"a\nb\"", 2), ("\"\t\"", 1), ("\"\u{0}\"", 1),
            (#""\"#, 2), (#""\a""#, 1), (#""\'""#, 1), (#""\u""#, 3), (#""\u12""#, 5), (#""\u12G4""#, 5),
            (#""\U0041""#, 1),
            (#""\x41""#, 1), (#""\u+123""#, 3), (#""\u004"#, 6), (#""\ud83d\u""#, 9),
            // Section 8.1
            ("\u{FEFF}{}", 0),
        ]) { text, offset in
            let error = JSONDocument.error(text.utf8)
            #expect(error?.offset == offset, "\(error.map(String.init) ?? "accepted")")
        }
    }

    @Test(arguments: [
        ("{\n  \"a\": 1,\n  \"b\": x\n}", "line 3, column 8: unexpected 'x', expected a value"),
        ("[\r\n\"é中😀\" 1]", "line 2, column 7: unexpected '1', expected ',' or ']'"),
        ("{\"a\":1,}", "line 1, column 8: unexpected '}', expected a string key"),
        ("{1}", "line 1, column 2: unexpected '1', expected a string key or '}'"),
        ("[\n", "line 2, column 1: unexpected end of input, expected a value or ']'"),
        ("{\"a\" 1}", "line 1, column 6: unexpected '1', expected ':'"),
        ("{\"a\":1", "line 1, column 7: unexpected end of input, expected ',' or '}'"),
        ("\"abc", "line 1, column 5: unexpected end of input, expected '\"' at the end of a string"),
        ("\"\u{1F}\"", "line 1, column 2: byte 0x1F in a string must be escaped"),
        ("", "line 1, column 1: no JSON value; the input is empty"),
        ("[1] x", "line 1, column 5: unexpected data after the JSON value"),
        ("[\u{0}]", "line 1, column 2: unexpected byte 0x00, expected a value"),
    ])
    func saysWhatIsWrongAndWhere(text: String, message: String) {
        #expect(JSONDocument.error(text.utf8)?.description == message)
    }

    @Test
    func givesEveryValueItsBytes() throws {
        let document = try JSONDocument.make(#" { "a" : [ 1.50 , "x\n" , {} ] , "b":null } "#)
        let object = document.value
        #expect(object.count == 2)
        #expect(object.text == #"{ "a" : [ 1.50 , "x\n" , {} ] , "b":null }"#)
        #expect(object["a"]?.elements.map(\.text) == ["1.50", #""x\n""#, "{}"])
        #expect(object["a"]?.elements.map(\.count) == [0, 0, 0])
        #expect(object["b"]?.isNull == true)
        #expect(object["c"] == nil)
        #expect(object["a"]?["a"] == nil)
        #expect(document.nodeCount == 8)
    }

    @Test
    func countsAndClosesContainersOnTheWayBackToTheirParents() throws {
        let document = try JSONDocument.make(#"{"a":[[],[1],[1,2]],"b":{"c":{},"d":{"e":1,"f":[]}},"g":3}"#)
        let root = document.value
        #expect(root.count == 3)
        #expect(root.members.map(\.key) == ["a", "b", "g"])
        #expect(root["a"]?.elements.map(\.count) == [0, 1, 2])
        #expect(root["b"]?["d"]?.members.map(\.key) == ["e", "f"])
        #expect(root["g"]?.integer == 3)
    }

    @Test
    func readsIntegersOnlyFromIntegerLiterals() throws {
        let document = try JSONDocument.make(
            #"[80, -1, 9223372036854775807, 9223372036854775808, 80.0, 8e1, "80", true]"#
        )
        let expected: [Int?] = [80, -1, .max, nil, nil, nil, nil, nil]
        #expect(document.value.elements.map(\.integer) == expected)
    }
}
