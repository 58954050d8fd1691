extension JSONDocument {
    /// Whether two values, maybe of two documents, are equal in the sense of RFC 6902, section 4.6.
    ///
    /// Numbers are compared by their exact decimal value, strings by their decoded code points, objects without regard to
    /// the order of members. Of a key that stands twice in its object, the last value counts.
    package func isEqual(_ node: JSONNode, to other: JSONNode, in document: JSONDocument) -> Bool {
        if sameText(node, as: other, in: document) { return true }
        var open = [(node, other)]
        while let (left, right) = open.popLast() {
            guard kind(left) == document.kind(right) else { return false }
            switch kind(left) {
            case .null: break
            case .boolean, .number, .string:
                guard scalar(left, isEqualTo: right, in: document) else { return false }
            case .array:
                guard count(left) == document.count(right) else { return false }
                open.append(contentsOf: zip(elements(left), document.elements(right)))
            case .object:
                guard let pairs = pairs(left, right, in: document) else { return false }
                open.append(contentsOf: pairs)
            }
        }
        return true
    }

    private func scalar(_ left: JSONNode, isEqualTo right: JSONNode, in document: JSONDocument) -> Bool {
        if sameText(left, as: right, in: document) { return true }
        switch kind(left) {
        case .number: return JSONDecimal(bytes[range(left)]) == JSONDecimal(document.bytes[document.range(right)])
        case .string:
            guard entry(left).isEscaped || document.entry(right).isEscaped else { return false }
            return utf8(left) == document.utf8(right)
        default: return false
        }
    }

    /// The values under equal keys of two objects, or nil when one has a key that the other has not.
    private func pairs(_ left: JSONNode, _ right: JSONNode, in document: JSONDocument) -> [(JSONNode, JSONNode)]? {
        let mayRepeat = duplicateKey != nil || document.duplicateKey != nil
        guard mayRepeat || count(left) == document.count(right) else { return nil }
        let mine = mayRepeat ? JSONObjectIndex(left, in: self) : nil
        let theirs = JSONObjectIndex(right, in: document)
        var pairs: [(JSONNode, JSONNode)] = []
        pairs.reserveCapacity(count(left))
        for member in members(left) {
            guard let value = theirs.value(forKey: member.key, in: self) else { return nil }
            if let mine, mine.value(forKey: member.key, in: self) != member.value { continue }
            pairs.append((member.value, value))
        }
        if let mine {
            for member in document.members(right) where mine.value(forKey: member.key, in: document) == nil {
                return nil
            }
        }
        return pairs
    }
}
