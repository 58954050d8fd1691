import Kubernetes

/// Names for a message: the first few, and how many more there are.
package struct NameList: CustomStringConvertible {
    static let shown = 3

    private var first: [String]
    private var count: Int

    package init(_ names: some Sequence<some CustomStringConvertible>) {
        let all = Array(names)
        self.init(all.prefix(Self.shown), count: all.count)
    }

    /// With how many there are in all.
    init(_ first: some Sequence<some CustomStringConvertible>, count: Int) {
        self.first = first.map(\.description)
        self.count = count
    }

    /// Such as `a, b or c`; without those that are not listed.
    var asAlternatives: String {
        let names = first.map(\.clipped)
        guard let last = names.last, names.count > 1 else { return names.joined() }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }

    package var description: String {
        let list = first.map(\.clipped).joined(separator: ", ")
        return count > first.count ? list + " and \(count - first.count) more" : list
    }
}
