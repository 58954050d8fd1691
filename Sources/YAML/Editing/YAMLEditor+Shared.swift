import JSON

/// Values that more than one place has: an edit of one would change the others.
extension YAMLEditor {
    /// Refuses to change what is in a collection, or a value, that is shared.
    func refuseShared(_ place: YAMLPlace) throws(YAMLEditRefusal) {
        guard text.sources[place.value].isShared else { return }
        throw shared(place)
    }

    func shared(_ place: YAMLPlace) -> YAMLEditRefusal {
        let all = place.ancestors + [place.value]
        guard let first = all.first(where: { text.sources[$0].isShared }) else {
            return YAMLEditRefusal("the key is shared by an anchor")
        }
        let range = text.sources[first].range
        guard text.sources.isAlias(first) else {
            guard let anchor = text.bytes[..<range.lowerBound].lastIndex(of: UInt8(ascii: "&")) else {
                return YAMLEditRefusal("the value comes by a merge key (line \(line(of: range.lowerBound)))")
            }
            return YAMLEditRefusal("the value is shared by an anchor (line \(line(of: anchor)))")
        }
        let name = text.bytes[range].dropFirst()
        guard let anchor = anchor(named: Array(name), before: range.lowerBound) else {
            return YAMLEditRefusal("the value is that of an alias (line \(line(of: range.lowerBound)))")
        }
        return YAMLEditRefusal(
            "the value is shared by the anchor &\(String(decoding: name.prefix(64), as: UTF8.self)) (line \(line(of: anchor)))"
        )
    }

    /// Why a value cannot go whose text has an anchor somewhere.
    func anchorWithin(_ place: YAMLPlace) -> YAMLEditRefusal? {
        var open = [place.value]
        while let node = open.popLast() {
            if text.sources[node].isShared, !text.sources.isAlias(node),
                let anchor = text.bytes[..<text.sources[node].range.lowerBound].lastIndex(of: UInt8(ascii: "&"))
            {
                return YAMLEditRefusal(
                    "the value has an anchor within that is used elsewhere (line \(line(of: anchor)))"
                )
            }
            open += text.values(of: node)
        }
        return nil
    }

    private func anchor(named name: [UInt8], before offset: Int) -> Int? {
        var end = offset
        while let index = text.bytes[..<end].lastIndex(of: UInt8(ascii: "&")) {
            let rest = text.bytes[(index + 1)...]
            if rest.starts(with: name) {
                let next = rest.dropFirst(name.count).first ?? 0
                if next <= 0x20 || YAMLClass.of(next) & YAMLClass.flow != 0 { return index }
            }
            end = index
        }
        return nil
    }
}
