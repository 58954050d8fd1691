import ALBController
import Admission
import JSON
import Kubernetes

/// How a value of a wrong JSON type is written with the right one, where what is meant leaves no choice.
struct TypeRepair {
    private static let longestScalar = 128

    private var words: String
    private var json: String

    /// The way out, as an edit of the value at `field`.
    func fix(_ field: FieldPath) -> Fix { Fix(words, .replace(field, json: json)) }

    /// A number or a boolean where text belongs.
    static func quoted(_ value: JSONValue) -> TypeRepair? {
        guard value.kind == .number || value.kind == .boolean, value.text.utf8.count <= longestScalar else {
            return nil
        }
        return TypeRepair(words: "write \"\(value.text.clipped)\" in quotes", json: "\"\(value.text)\"")
    }

    /// Text where a whole number belongs.
    static func integer(_ value: JSONValue) -> TypeRepair? {
        guard let number = value.string.flatMap(GoText.atoi) else { return nil }
        return TypeRepair(words: "write \(number) without quotes", json: String(number))
    }

    /// Text where a boolean belongs.
    static func boolean(_ value: JSONValue) -> TypeRepair? {
        guard let flag = value.string.flatMap(GoText.parseBool) else { return nil }
        return TypeRepair(words: "write \(flag) without quotes", json: String(flag))
    }

    /// One entry where a list of such belongs.
    static func listed(_ value: JSONValue) -> TypeRepair {
        TypeRepair(words: "make it a list with this one entry", json: "[\(value.text)]")
    }

    /// An ID where an object that holds it belongs.
    static func held(_ value: JSONValue, by key: String) -> TypeRepair? {
        guard let text = value.string, !text.isEmpty, text.utf8.count <= longestScalar,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C })
        else { return nil }
        return TypeRepair(words: "write {\"\(key)\": \"\(text.clipped)\"}", json: "{\"\(key)\":\"\(text)\"}")
    }

    /// JSON where text that holds JSON belongs.
    static func embedded(_ value: JSONValue) -> TypeRepair {
        let text = spaced(value)
        var bytes: [UInt8] = []
        JSONEscape.append(text, to: &bytes)
        let isShown = text.utf8.count <= longestScalar && !text.utf8.contains(UInt8(ascii: "'"))
        return TypeRepair(
            words: isShown ? "write '\(text)'" : "write the JSON as one text, in quotes",
            json: String(decoding: bytes, as: UTF8.self)
        )
    }

    /// On one line, with a blank behind each comma and colon, as people write it.
    private static func spaced(_ value: JSONValue) -> String {
        var bytes: [UInt8] = []
        var isString = false
        var isEscape = false
        for byte in value.document.bytes[value.document.range(value.node)] {
            if isString {
                if byte == UInt8(ascii: "\""), !isEscape { isString = false }
                isEscape = byte == UInt8(ascii: "\\") && !isEscape
            } else if byte <= 0x20 {
                continue
            } else if byte == UInt8(ascii: "\"") {
                isString = true
            }
            bytes.append(byte)
            if !isString, byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") { bytes.append(0x20) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
