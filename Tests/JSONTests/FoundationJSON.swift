import Foundation

import JSON

/// Foundation's reader as the second opinion.
enum FoundationJSON {
    static func value(_ bytes: [UInt8]) -> Any? {
        try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    }

    /// Whether Foundation is known to refuse a text that RFC 8259 allows.
    ///
    /// Sections 7 and 8.2 leave unpaired surrogates, which we decode to U+FFFD, to the reader, section 6 numbers out of
    /// its range.
    static func refuses(_ node: JSONValue) -> Bool {
        switch node.kind {
        case .string: node.string?.contains("\u{FFFD}") ?? false
        case .number: Double(node.text)?.isInfinite ?? true
        case .array: node.elements.contains(where: refuses)
        case .object: node.members.contains { $0.key.contains("\u{FFFD}") || refuses($0.value) }
        default: false
        }
    }

    /// Whether a value of Foundation's says the same as a node; numbers are compared as far as a `Double` reaches.
    static func value(_ value: Any, matches node: JSONValue) -> Bool {
        switch node.kind {
        case .null: return value is NSNull
        case .boolean: return (value as? Bool) == node.boolean
        case .number: return (value as? NSNumber)?.doubleValue == Double(node.text)
        case .string: return (value as? String).map { Array($0.utf8) } == node.string.map { Array($0.utf8) }
        case .array:
            guard let array = value as? [Any], array.count == node.count else { return false }
            return zip(array, node.elements).allSatisfy { Self.value($0, matches: $1) }
        case .object:
            guard let object = value as? [String: Any], object.count == node.count else { return false }
            return node.members.allSatisfy { key, member in
                object[key].map { Self.value($0, matches: member) } ?? false
            }
        }
    }
}
