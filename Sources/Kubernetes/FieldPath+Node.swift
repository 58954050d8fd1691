package import JSON

extension FieldPath {
    /// The path from a node to one below it; empty when it is not below.
    package init(to target: JSONNode, in document: JSONDocument, from start: JSONNode) {
        var path = FieldPath.root
        var node = start
        let wanted = document.range(target)
        descend: while node != target {
            for (index, element) in document.elements(node).enumerated()
            where document.range(element).contains(wanted.lowerBound) {
                path = path.index(index)
                node = element
                continue descend
            }
            for (key, value) in document.members(node) where document.range(value).contains(wanted.lowerBound) {
                path = path.key(document.string(key) ?? "")
                node = value
                continue descend
            }
            break
        }
        self = path
    }
}
