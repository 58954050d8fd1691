import TestSupport
import Testing
import YAML

/// What the library behind kubectl makes of a scalar (sigs.k8s.io/yaml over yaml.v2, as kubectl 1.20 has it).
struct YAMLScalarTests {
    private static let values: [(scalar: String, json: String)] = [
        ("y", "true"), ("Yes", "true"), ("on", "true"), ("TRUE", "true"), ("n", "false"), ("NO", "false"),
        ("Off", "false"), ("yEs", #""yEs""#), ("~", "null"), ("Null", "null"), ("", "null"), ("nULL", #""nULL""#),
        ("0", "0"), ("-0", "0"), ("+1", "1"), ("-17", "-17"), ("0443", "291"), ("0o17", "15"), ("0O17", "15"),
        ("08", "8"), ("0x1F", "31"), ("-0x1f", "-31"), ("0b101", "5"), ("0b-1", "-1"), ("0b2", #""0b2""#),
        ("0x", #""0x""#), ("1_000", "1000"), ("_1", #""_1""#), ("1__", "1"), ("1.", "1"), (".5", "0.5"),
        ("-.5", "-0.5"),
        (".3_2", "0.32"), ("._5", #""._5""#), (".", #"".""#), ("1e3", "1000"), ("1e21", "1e+21"), ("1e-7", "1e-7"),
        ("0.30", "0.3"), ("80.0", "80"), ("-0.0", "-0"), ("1e999", #""1e999""#), ("1e-999", "0"),
        ("9223372036854775807", "9223372036854775807"), ("18446744073709551615", "18446744073709551615"),
        ("18446744073709551616", "18446744073709552000"), ("+9223372036854775808", "9223372036854776000"),
        ("123456789012345678901234567890", "1.2345678901234568e+29"), ("1:30", #""1:30""#),
        ("2001-01-01", #""2001-01-01""#), ("2001-12-14t21:59:43.10-05:00", #""2001-12-14t21:59:43.10-05:00""#),
        ("10.0.0.1", #""10.0.0.1""#), ("0x1p4", #""0x1p4""#), ("<<", #""<<""#), ("nan", #""nan""#), ("'1'", #""1""#),
        (#""1""#, #""1""#), ("! 12", #""12""#), ("!!str 12", #""12""#), ("!!str", #""""#), ("!!int '0x10'", "16"),
        ("!!float 3", "3"), ("!!bool 'yes'", "true"), ("!!null ''", "null"), ("!!binary aGk=", #""hi""#),
        ("!!binary /w==", "\"\u{FFFD}\""), ("!unknown 12", #""12""#), ("!!timestamp 2001-1-1", #""2001-1-1""#),
        ("!<tag:yaml.org,2002:str> 1", #""1""#), ("a#b", #""a#b""#), ("a:b", #""a:b""#), ("-x", #""-x""#),
        (#""\x41\u00e9\U0001F600\ud83d\ude00\e\_\N\L\/\0""#, "\"Aé😀😀\\u001b\u{A0}\\u0085\u{2028}/\\u0000\""),
        (#""\x7f\N\uffff""#, #""\u007f\u0085\uffff""#), ("'it''s'", #""it's""#), (#""a\"b\\c""#, #""a\"b\\c""#),
    ]

    @Test("a scalar becomes what kubectl makes of it", .namesItsCase)
    func resolve() {
        forEachCase(of: Self.values) { scalar, json throws in
            #expect(try YAMLStream.json("a: \(scalar)\n") == #"{"a":\#(json)}"#)
            #expect(try YAMLStream.json("- \(scalar)\n") == "[\(json)]")
            #expect(try YAMLStream.json("a: \(scalar)\r\n") == #"{"a":\#(json)}"#)
        }
    }

    private static let keys: [(key: String, name: String)] = [
        ("1", "1"), ("0x10", "16"), ("yes", "true"), ("off", "false"), ("1.50", "1.5"), ("1e6", "1e+06"),
        ("1e5", "100000"), ("0.1234567890123", "0.12345679"), ("0.00001", "1e-05"), (".inf", ".inf"),
        ("-.INF", "-.inf"),
        (".NaN", ".nan"), ("'~'", "~"), ("a b", "a b"), ("? a", "a"), ("!!str 1", "1"), ("\"\\u0041\"", "A"),
        ("1e300", ".inf"),
    ]

    @Test("a key that is a number or a boolean is its text", .namesItsCase)
    func keys() {
        forEachCase(of: Self.keys) { key, name throws in
            let separator = key.hasPrefix("?") ? "\n" : ""
            #expect(try YAMLStream.json("\(key)\(separator): x\n") == #"{"\#(name)":"x"}"#)
        }
    }

    private static let errors: [(text: String, offset: Int, says: String)] = [
        ("a: .inf", 3, "JSON, and so Kubernetes, has no number '.inf'; quote it"),
        ("a: .NaN", 3, "has no number '.NaN'"),
        ("a: !!int x", 9, "the tag wants a whole number here"),
        ("a: !!int 1.5", 9, "a whole number"),
        ("a: !!float x", 11, "a number"),
        ("a: !!bool 1", 10, "true or false"),
        ("a: !!null x", 10, "null"),
        ("a: !!timestamp x", 15, "a date"),
        ("a: !!timestamp 2001-02-30", 15, "a date"),
        ("a: !!binary a", 12, "Base64"),
        ("~: 1", 0, "null cannot be a key"),
        (": 1", 0, "null cannot be a key"),
        ("? [a]\n: 1", 2, "a list cannot be a key"),
        ("{a: b}: 1", 0, "a mapping cannot be a key"),
        ("18446744073709551615: 1", 0, "too large for a key"),
    ]

    @Test("what JSON cannot hold is an error at its place", .namesItsCase)
    func errors() {
        forEachCase(of: Self.errors) { text, offset, says throws in
            let error = try YAMLStream.error(text)
            #expect(error.offset == offset)
            #expect(error.text.contains(says), "\(error.text)")
        }
    }

    private static let texts: [(yaml: String, json: String)] = [
        ("a: |\n  x\n  y\n", #""x\ny\n""#), ("a: |-\n  x\n\n", #""x""#), ("a: |+\n  x\n\n\n", #""x\n\n\n""#),
        ("a: >\n  x\n  y\n\n  z\n", #""x y\nz\n""#), ("a: >\n  x\n    y\n  z\n", #""x\n  y\nz\n""#),
        ("a: |2\n   x\n", #"" x\n""#), ("a: |1-\n  x\n", #"" x""#), ("a: |\n\n  x\n", #""\nx\n""#), ("a: |\n", #""""#),
        ("a: |+\n\n", #""\n""#), ("a: |\n  x", #""x""#), ("a: x\n  y\n\n  z\n", #""x y\nz""#),
        ("a: 'x\n\n  y '\n", #""x\ny ""#), ("a: \"x \\\n  y\\n\n  z\"\n", #""x y\n z""#),
        ("a: \"x\\\n\n  y\"\n", #""x\ny""#), ("a: | # c\n  x\n", #""x\n""#), ("a: |\r\n  x\r\n  y\r\n", #""x\ny\n""#),
        ("a: x\r\n  y\r\n", #""x y""#), ("a: |\n  # no comment\n", ##""# no comment\n""##),
        ("a: |\n  \tx\n", #""\tx\n""#),
        ("a: >\n\n\n  x\n", #""\n\nx\n""#), ("a: >-\n  x\n\n   y\n  z\n", #""x\n\n y\nz""#),
    ]

    @Test("lines are folded, stripped and kept as YAML says", .namesItsCase)
    func texts() {
        forEachCase(of: Self.texts) { yaml, json throws in #expect(try YAMLStream.json(yaml) == #"{"a":\#(json)}"#) }
    }
}
