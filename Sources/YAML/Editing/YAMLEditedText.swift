import JSON

/// The text of one document with what it means.
struct YAMLEditedText {
    let bytes: [UInt8]
    let json: JSONDocument
    let sources: YAMLSources
    /// As the lines of the text end.
    let lineBreak: [UInt8]

    init(_ bytes: [UInt8]) throws(YAMLEditRefusal) {
        var results: [Result<YAMLDocument, YAMLError>] = []
        YAMLStream.read(bytes) { results.append($0) }
        guard results.count == 1, case .success(let document)? = results.first, document.range.upperBound == bytes.count
        else { throw YAMLEditRefusal("the edited text would not be one document that can be read") }
        self.bytes = bytes
        json = document.json
        sources = document.sources
        let end = bytes.firstIndex { $0 == 0x0A || $0 == 0x0D }
        let isWindows = end.map { bytes[$0] == 0x0D && $0 + 1 < bytes.count && bytes[$0 + 1] == 0x0A } ?? false
        lineBreak = isWindows ? [0x0D, 0x0A] : [0x0A]
    }

    func pointer(to node: JSONNode) -> JSONPointer? {
        var pointer = JSONPointer()
        var current = json.root
        while current != node {
            guard let (token, next) = child(of: current, around: node) else { return nil }
            pointer = pointer.appending(token)
            current = next
        }
        return pointer
    }

    private func child(of container: JSONNode, around node: JSONNode) -> (String, JSONNode)? {
        guard Int(node.index) < json.nodeCount else { return nil }
        let range = json.range(node)
        func holds(_ value: JSONNode) -> Bool {
            json.range(value).lowerBound <= range.lowerBound && range.upperBound <= json.range(value).upperBound
        }
        for (index, element) in json.elements(container).enumerated() where holds(element) {
            return (String(index), element)
        }
        for (key, value) in json.members(container) where holds(value) { return (json.string(key) ?? "", value) }
        return nil
    }
}

/// A value with what is around it.
struct YAMLPlace {
    var value: JSONNode
    /// Nil for the root.
    var container: JSONNode?
    var key: JSONNode?
    /// Of an element.
    var index = 0
    /// From the root to the container.
    var ancestors: [JSONNode]
}

extension YAMLEditedText {
    func place(_ path: JSONPointer) throws(YAMLEditRefusal) -> YAMLPlace {
        var place = YAMLPlace(value: json.root, ancestors: [])
        for token in path.tokens {
            guard let next = child(of: place, token) else { throw YAMLEditRefusal("the document has no \(path)") }
            place = next
        }
        return place
    }

    func child(of parent: YAMLPlace, _ token: String) -> YAMLPlace? {
        let container = parent.value
        let ancestors = parent.ancestors + [container]
        switch json.kind(container) {
        case .object:
            guard let value = json.member(token, of: container) else { return nil }
            let key = json.members(container).first { $0.value == value }?.key
            return YAMLPlace(value: value, container: container, key: key, ancestors: ancestors)
        case .array:
            guard let index = JSONPointer.arrayIndex(token), index < json.count(container) else { return nil }
            var elements = json.elements(container)
            for _ in 0..<index { _ = elements.next() }
            guard let value = elements.next() else { return nil }
            return YAMLPlace(value: value, container: container, index: index, ancestors: ancestors)
        default: return nil
        }
    }

    /// The values of an array or object, in order.
    func values(of container: JSONNode) -> [JSONNode] {
        Array(json.elements(container)) + json.members(container).map(\.value)
    }

    func isFlow(_ node: JSONNode) -> Bool {
        let style = sources[node].style
        return style == .flowMapping || style == .flowSequence
    }

    func isBlock(_ node: JSONNode) -> Bool {
        let style = sources[node].style
        return style == .blockMapping || style == .blockSequence
    }
}

/// Lines and columns.
extension YAMLEditedText {
    func lineStart(_ offset: Int) -> Int {
        var start = min(offset, bytes.count)
        while start > 0, !isBreak(start - 1) { start -= 1 }
        return start
    }

    /// Before the line break, or the end of the text.
    func lineEnd(_ offset: Int) -> Int {
        var end = offset
        while end < bytes.count, !isBreak(end) { end += 1 }
        return end
    }

    /// Behind the line break, if there is one.
    func behindLine(_ offset: Int) -> Int {
        let end = lineEnd(offset)
        guard end < bytes.count else { return end }
        return end + (bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? 2 : 1)
    }

    func isBreak(_ offset: Int) -> Bool { bytes[offset] == 0x0A || bytes[offset] == 0x0D }

    func isSpace(_ offset: Int) -> Bool { bytes[offset] == 0x20 || bytes[offset] == 0x09 }

    func column(_ offset: Int) -> Int { offset - lineStart(offset) }

    /// Whether there is nothing but white space before it in its line.
    func beginsLine(_ offset: Int) -> Bool { (lineStart(offset)..<offset).allSatisfy(isSpace) }

    /// Behind white space in the line.
    func skipSpace(_ offset: Int) -> Int {
        var index = offset
        while index < bytes.count, isSpace(index) { index += 1 }
        return index
    }

    /// Before white space in the line.
    func trimSpace(_ offset: Int, from start: Int) -> Int {
        var index = offset
        while index > start, isSpace(index - 1) { index -= 1 }
        return index
    }

    /// Behind white space, line breaks and comments.
    func skipAll(_ offset: Int) -> Int {
        var index = offset
        while index < bytes.count {
            if isSpace(index) || isBreak(index) {
                index += 1
            } else if bytes[index] == UInt8(ascii: "#"), index == 0 || isSpace(index - 1) || isBreak(index - 1) {
                index = lineEnd(index)
            } else {
                break
            }
        }
        return index
    }

    func hasComment(_ range: Range<Int>) -> Bool { bytes[range].contains(UInt8(ascii: "#")) }
}
