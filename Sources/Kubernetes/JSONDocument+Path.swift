package import JSON

extension JSONDocument {
    /// Where a node is, as people write it, found by walking from the root.
    ///
    /// For messages, such as `request.object.spec.rules[0].host`.
    package func path(of target: JSONNode) -> String {
        var path = ""
        var node = root
        descend: while node != target {
            for (index, element) in elements(node).enumerated() where contains(element, target) {
                path += "[\(index)]"
                node = element
                continue descend
            }
            for (key, value) in members(node) where key == target || contains(value, target) {
                path += (path.isEmpty ? "" : ".") + (string(key) ?? "")
                if key == target { return path }
                node = value
                continue descend
            }
            return path
        }
        return path
    }

    private func contains(_ node: JSONNode, _ target: JSONNode) -> Bool {
        let outer = range(node)
        let inner = range(target)
        return outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
    }
}
