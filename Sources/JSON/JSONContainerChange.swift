/// Children that are to be put into or taken out of one object or array.
struct JSONContainerChange {
    private(set) var removed: Set<JSONNode> = []
    /// Behind the last child; the key is of objects.
    private(set) var appended: [(key: String?, value: [UInt8])] = []
    private(set) var appendedKeys: Set<[UInt8]> = []
    /// Before the element that had this index; in arrays that nothing else happens to.
    private(set) var inserted: (index: Int, values: [[UInt8]])?
    /// The first index in an array whose element is another one now.
    private(set) var firstMovedIndex = Int.max

    var growth: Int { appended.count - removed.count + (inserted?.values.count ?? 0) }

    mutating func append(_ value: [UInt8], forKey key: String) {
        appended.append((key, value))
        appendedKeys.insert(Array(key.utf8))
    }

    /// `count` is the number of elements before all changes; false when it must wait.
    mutating func insert(_ value: [UInt8], at index: Int, count: Int) -> Bool {
        if let run = inserted {
            guard index == run.index + run.values.count else { return false }
            inserted?.values.append(value)
        } else if index == count + growth {
            appended.append((nil, value))
            firstMovedIndex = min(firstMovedIndex, count)
        } else {
            guard removed.isEmpty, appended.isEmpty else { return false }
            inserted = (index, [value])
            firstMovedIndex = index
        }
        return true
    }

    /// `index` is that in an array, and counts the elements as they are now; false when it must wait.
    mutating func remove(_ child: JSONNode, at index: Int?) -> Bool {
        guard appended.isEmpty, inserted == nil else { return false }
        if let index { firstMovedIndex = min(firstMovedIndex, index) }
        removed.insert(child)
        return true
    }
}

/// Edits that keep the layout: a new child gets the white space that the last of its siblings has.
extension JSONDocument {
    func edits(of change: JSONContainerChange, in container: JSONNode) -> [TextEdit] {
        var edits: [TextEdit] = []
        var last: Child?
        var lastRemoved: Child?
        /// Behind the last child that stays, and behind those that go after it.
        var start = range(container).lowerBound + 1
        /// Where the first child begins, and the first that stays.
        var first: Int?
        var firstKept: Int?
        var index = 0
        var insertionPoint: Int?
        for child in children(of: container) {
            defer { index += 1 }
            first = first ?? child.start
            if index == change.inserted?.index { insertionPoint = child.start }
            guard !change.removed.contains(child.value) else {
                lastRemoved = child
                continue
            }
            if let removed = lastRemoved {
                // The white space before the first child stays, otherwise that behind the last one that goes.
                edits.append(
                    last == nil
                        ? TextEdit(range: (first ?? start)..<child.start, replacement: [])
                        : TextEdit(range: start..<removed.end, replacement: [])
                )
                lastRemoved = nil
            }
            last = child
            firstKept = firstKept ?? child.start
            start = child.end
        }
        var layout = layout(of: last)
        // A single child shows by its colon whether there are spaces behind commas.
        let isAlone = index - change.removed.count == 1
        if isAlone, layout.before.isEmpty, layout.colon.last == 0x20 { layout.before = [0x20] }
        if let last, last.start == firstKept, last.start != first { layout.before = whitespace(before: first ?? 0) }
        if let insertionPoint, let values = change.inserted?.values {
            let text = values.flatMap { $0 + [UInt8(ascii: ",")] + layout.before }
            edits.append(TextEdit(range: insertionPoint..<insertionPoint, replacement: text))
        }
        var end = lastRemoved?.end ?? start
        if last == nil, lastRemoved != nil { end = range(container).upperBound - 1 }
        let text = appendedText(change, layout, isFirst: last == nil)
        if end > start || !text.isEmpty { edits.append(TextEdit(range: start..<end, replacement: text)) }
        return edits
    }

    private func appendedText(_ change: JSONContainerChange, _ layout: Layout, isFirst: Bool) -> [UInt8] {
        var text: [UInt8] = []
        for (key, value) in change.appended {
            if !text.isEmpty || !isFirst {
                text.append(UInt8(ascii: ","))
                text += layout.before
            }
            if let key {
                JSONEscape.append(key, to: &text)
                text += layout.colon
            }
            text += value
        }
        return text
    }

    private struct Child {
        /// Of the key, if there is one.
        var start: Int
        var end: Int
        var value: JSONNode
        var key: JSONNode?
    }

    /// What stands before a child, and between its key and its value.
    private struct Layout {
        var before: ArraySlice<UInt8> = []
        var colon: ArraySlice<UInt8> = [UInt8(ascii: ":")]
    }

    private func layout(of child: Child?) -> Layout {
        guard let child else { return Layout() }
        var layout = Layout(before: whitespace(before: child.start))
        if let key = child.key { layout.colon = bytes[range(key).upperBound..<range(child.value).lowerBound] }
        return layout
    }

    private func children(of container: JSONNode) -> [Child] {
        if kind(container) == .array {
            return elements(container).map { Child(start: range($0).lowerBound, end: range($0).upperBound, value: $0) }
        }
        return members(container).map { key, value in
            Child(start: range(key).lowerBound, end: range(value).upperBound, value: value, key: key)
        }
    }

    private func whitespace(before offset: Int) -> ArraySlice<UInt8> {
        var start = offset
        while start > 0, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[start - 1]) { start -= 1 }
        return bytes[start..<offset]
    }
}
