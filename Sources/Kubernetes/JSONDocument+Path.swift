package import JSON

extension JSONDocument {
    /// Where a node is, as people write it, found by walking from the root.
    ///
    /// For messages, such as `request.object.spec.rules[0].host`. At most a dozen steps from each end of a longer way,
    /// with keys of at most 60 characters: a document of 7 MB can hold paths as long as itself.
    package func path(of target: JSONNode) -> String {
        var path = ClippedPath()
        var node = root
        descend: while node != target {
            for (index, element) in elements(node).enumerated() where contains(element, target) {
                path.append("[\(index)]")
                node = element
                continue descend
            }
            for (key, value) in members(node) where key == target || contains(value, target) {
                path.append(".\((string(key) ?? "").clipped)")
                if key == target { return path.text }
                node = value
                continue descend
            }
            return path.text
        }
        return path.text
    }

    private func contains(_ node: JSONNode, _ target: JSONNode) -> Bool {
        let outer = range(node)
        let inner = range(target)
        return outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
    }
}

/// The beginning and the end of a path.
private struct ClippedPath {
    private static let kept = 12

    private var head: [String] = []
    private var tail: [String] = []
    private var dropped = 0

    mutating func append(_ step: String) {
        guard head.count == Self.kept else {
            head.append(step)
            return
        }
        tail.append(step)
        // Not one at a time: that would move the rest for each step.
        guard tail.count == 8 * Self.kept else { return }
        dropped += tail.count - Self.kept
        tail.removeFirst(tail.count - Self.kept)
    }

    var text: String {
        let hidden = dropped + max(0, tail.count - Self.kept)
        let middle = hidden > 0 ? [".(\(hidden) more)"] : []
        let text = (head + middle + tail.suffix(Self.kept)).joined()
        return text.hasPrefix(".") ? String(text.dropFirst()) : text
    }
}
