package import JSON

/// Where in an object a value is, for people and for comparing an object with its older self.
///
/// People read indexes (`spec.rules[0].host`). Two versions of an object are compared by identity instead: a list
/// element that has one (a rule's host, a listener's port and protocol) is named by it, so reordering is no change.
package struct FieldPath: Hashable, Sendable {
    package enum Component: Hashable, Sendable {
        case key(String)
        case element(index: Int, identity: String?)
    }

    package private(set) var components: [Component]

    package init(_ keys: String...) {
        components = keys.map { .key($0) }
    }

    package init(components: [Component]) {
        self.components = components
    }

    package static let root = FieldPath(components: [])
    static let metadata = FieldPath("metadata")
    static let spec = FieldPath("spec")

    package func key(_ name: String) -> FieldPath {
        FieldPath(components: components + [.key(name)])
    }

    package func index(_ index: Int, identity: String? = nil) -> FieldPath {
        FieldPath(components: components + [.element(index: index, identity: identity)])
    }

    /// For a list element of a wrong type: it is named by its text, so that reordering is no change.
    func identified(by value: JSONValue) -> FieldPath {
        guard case .element(let index, nil)? = components.last, let text = value.scalarText else { return self }
        return FieldPath(components: components.dropLast() + [.element(index: index, identity: text)])
    }

    /// The same path with list elements named by identity where they have one.
    package var identity: String {
        render(
            key: \.self,
            element: { identity, index in identity ?? String(index) }
        )
    }

    /// The same path with list elements not told apart: for one that may have moved or changed its name.
    package var shape: String {
        render(
            key: \.self,
            element: { _, _ in "" }
        )
    }

    /// The same place for a JSON Patch.
    package var pointer: JSONPointer {
        JSONPointer(
            components.map { component in
                switch component {
                case .key(let name): name
                case .element(let index, _): String(index)
                }
            }
        )
    }

    private func render(key: (String) -> String, element: (String?, Int) -> String) -> String {
        var text = ""
        for component in components {
            switch component {
            case .key(let name) where Self.isPlain(name):
                text += (text.isEmpty ? "" : ".") + key(name)
            case .key(let name): text += "[" + Self.quoted(key(name)) + "]"
            case .element(let index, let identity): text += "[\(element(identity, index))]"
            }
        }
        return text
    }

    private static func quoted(_ name: String) -> String {
        var bytes: [UInt8] = []
        JSONEscape.append(name, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

extension FieldPath: CustomStringConvertible {
    /// Longer than the name of any annotation that the API server takes: 253, a slash, and 63.
    private static let longestKey = 320

    package var description: String {
        render(
            key: { $0.utf8.count > Self.longestKey ? $0.prefix(Self.longestKey - 3) + "..." : $0 },
            element: { _, index in String(index) }
        )
    }
}
