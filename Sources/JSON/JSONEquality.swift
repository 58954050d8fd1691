extension JSONDocument {
    /// Whether two values, maybe of two documents, are equal in the sense of RFC 6902, section 4.6.
    ///
    /// Numbers are compared by their exact decimal value, strings by their decoded code points, objects without regard to
    /// the order of members. Of a key that stands twice in its object, the last value counts.
    package func isEqual(_ node: JSONNode, to other: JSONNode, in document: JSONDocument) -> Bool {
        if sameText(node, as: other, in: document) { return true }
        if let answer = sameOrder(node, other, in: document) { return answer }
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

    /// Walks two values that have the same members in the same order, side by side; nil when
    /// they have not, or when it is not enough to compare texts.
    private func sameOrder(_ left: JSONNode, _ right: JSONNode, in document: JSONDocument) -> Bool? {
        guard duplicateKey == nil, document.duplicateKey == nil else { return nil }
        let size = entry(left).size
        guard size == document.entry(right).size else { return nil }
        for offset in 0..<size {
            let mine = tape[Int(left.index) + offset]
            let theirs = document.tape[Int(right.index) + offset]
            guard mine.kind == theirs.kind, mine.size == theirs.size else { return nil }
            switch mine.kind {
            case .object, .array: guard mine.count == theirs.count else { return nil }
            case .null: break
            case .boolean, .number, .string:
                if bytes[mine.range] == document.bytes[theirs.range] { continue }
                // Up to here both have the same members, so another value under one of them decides.
                let isPlain = mine.kind == .string && !mine.isEscaped && !theirs.isEscaped
                return isPlain && !isKey(mine) ? false : nil
            }
        }
        return true
    }

    private func isKey(_ string: JSONTapeEntry) -> Bool {
        let next = bytes[string.range.upperBound...].first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
        return next == UInt8(ascii: ":")
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
