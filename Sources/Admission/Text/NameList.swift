import Kubernetes

/// Names for a message: the first few, and how many more there are.
package struct NameList: CustomStringConvertible {
    private static let shown = 3

    package var names: [String]

    package init(_ names: some Sequence<some CustomStringConvertible>) {
        self.names = names.map(\.description)
    }

    package var description: String {
        let first = names.prefix(Self.shown).map(\.clipped).joined(separator: ", ")
        return names.count > Self.shown ? first + " and \(names.count - Self.shown) more" : first
    }
}
