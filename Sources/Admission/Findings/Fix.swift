package import Kubernetes

/// A way out of a finding: always in words, and where it can be stated also as an edit that a program can apply.
package struct Fix: Hashable, Sendable {
    /// Without final stop; empty when there is nothing better than the problem itself says.
    package var text: String
    package var edit: Edit?

    package init(_ text: String, _ edit: Edit? = nil) {
        self.text = text
        self.edit = edit
    }

    package static let none = Fix("")

    package var isEmpty: Bool { text.isEmpty }
}

extension Fix {
    /// Gives an existing text field another text.
    package static func write(_ text: String, in field: FieldPath) -> Fix {
        let mark = text.utf8.contains(UInt8(ascii: "\"")) ? "'" : "\""
        return Fix("write \(mark)\(text.clipped)\(mark)", .replace(field, with: text))
    }

    package static func remove(field: FieldPath) -> Fix { Fix("remove it", .remove(field)) }

    package static func remove(annotation field: FieldPath) -> Fix { Fix("remove the annotation", .remove(field)) }
}

extension Fix: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self.init(value) }
}
