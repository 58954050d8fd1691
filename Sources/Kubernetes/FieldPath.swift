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

    package func key(_ name: String) -> FieldPath {
        FieldPath(components: components + [.key(name)])
    }

    package func index(_ index: Int, identity: String? = nil) -> FieldPath {
        FieldPath(components: components + [.element(index: index, identity: identity)])
    }

    /// The same path with list elements named by identity where they have one.
    package var identity: String { render { identity, index in identity ?? String(index) } }

    private func render(_ element: (String?, Int) -> String) -> String {
        var text = ""
        for component in components {
            switch component {
            case .key(let name) where Self.isPlain(name):
                text += text.isEmpty ? name : "." + name
            case .key(let name): text += "[\"\(name)\"]"
            case .element(let index, let identity): text += "[\(element(identity, index))]"
            }
        }
        return text
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
    package var description: String { render { _, index in String(index) } }
}
