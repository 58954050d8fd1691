/// One change to the text of a document.
struct JSONTextEdit {
    var range: Range<Int>
    var replacement: [UInt8]
}

/// Edits that keep the layout: an inserted value gets the white space that the last of its siblings has.
extension JSONDocument {
    func replacing(_ node: JSONNode, with value: [UInt8]) -> JSONTextEdit {
        JSONTextEdit(range: range(node), replacement: value)
    }

    /// Inserts behind the last member.
    func inserting(_ value: [UInt8], forKey key: String, into object: JSONNode) -> JSONTextEdit {
        var text: [UInt8] = []
        guard let last = lastMember(of: object) else {
            JSONEscape.append(key, to: &text)
            text.append(UInt8(ascii: ":"))
            return JSONTextEdit(range: emptyRange(behindOpeningOf: object), replacement: text + value)
        }
        text.append(UInt8(ascii: ","))
        text.append(contentsOf: whitespace(before: range(last.key).lowerBound))
        JSONEscape.append(key, to: &text)
        text.append(contentsOf: bytes[range(last.key).upperBound..<range(last.value).lowerBound])
        let end = range(last.value).upperBound
        return JSONTextEdit(range: end..<end, replacement: text + value)
    }

    /// Inserts before the element at `index`, or behind the last one when `index` is their number.
    func inserting(_ value: [UInt8], at index: Int, into array: JSONNode) -> JSONTextEdit {
        var before: JSONNode?
        var last: JSONNode?
        for (position, element) in elements(array).enumerated() {
            if position == index { before = element }
            last = element
        }
        guard let last else { return JSONTextEdit(range: emptyRange(behindOpeningOf: array), replacement: value) }
        let layout = whitespace(before: range(last).lowerBound)
        if let before {
            let start = range(before).lowerBound
            return JSONTextEdit(range: start..<start, replacement: value + [UInt8(ascii: ",")] + layout)
        }
        let end = range(last).upperBound
        return JSONTextEdit(range: end..<end, replacement: [UInt8(ascii: ",")] + layout + value)
    }

    /// Removes a child together with its key and one comma.
    func removing(_ node: JSONNode, from parent: JSONNode) -> JSONTextEdit {
        var previousEnd: Int?
        var start = range(node).lowerBound
        var followingStart: Int?
        var passed = false
        for (outer, child) in children(of: parent) {
            if passed {
                followingStart = outer
                break
            }
            if child == node {
                start = outer
                passed = true
            } else {
                previousEnd = range(child).upperBound
            }
        }
        let end = range(node).upperBound
        if let previousEnd { return JSONTextEdit(range: previousEnd..<end, replacement: []) }
        if let followingStart { return JSONTextEdit(range: start..<followingStart, replacement: []) }
        let container = range(parent)
        return JSONTextEdit(range: container.lowerBound + 1..<container.upperBound - 1, replacement: [])
    }

    /// Where each child starts, with its key if it has one, and its value.
    private func children(of parent: JSONNode) -> [(start: Int, value: JSONNode)] {
        if kind(parent) == .array { return elements(parent).map { (range($0).lowerBound, $0) } }
        return members(parent).map { (range($0.key).lowerBound, $0.value) }
    }

    private func lastMember(of object: JSONNode) -> (key: JSONNode, value: JSONNode)? {
        var last: (key: JSONNode, value: JSONNode)?
        for member in members(object) { last = member }
        return last
    }

    private func emptyRange(behindOpeningOf container: JSONNode) -> Range<Int> {
        let start = range(container).lowerBound + 1
        return start..<start
    }

    private func whitespace(before offset: Int) -> ArraySlice<UInt8> {
        var start = offset
        while start > 0, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[start - 1]) { start -= 1 }
        return bytes[start..<offset]
    }
}
