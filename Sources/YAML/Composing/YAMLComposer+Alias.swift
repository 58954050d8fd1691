/// Anchors, aliases and what they may cost.
extension YAMLComposer {
    mutating func noteAnchor(_ index: Int) {
        let node = nodes[index]
        let anchor = properties[Int(node.properties) - 1].anchor
        guard !anchor.isEmpty, !isElsewhere else { return }
        anchors[Array(UnsafeBufferPointer(start: text + anchor.lowerBound, count: anchor.count))] = index
        sharedEnd = max(sharedEnd, index + Int(node.size))
    }

    /// The node that an alias stands for.
    func target(of index: Int) throws(YAMLError) -> Int {
        let node = nodes[index]
        let name = Array(UnsafeBufferPointer(start: text + Int(node.start) + 1, count: node.range.count - 1))
        let shown = String(decoding: name.prefix(64), as: UTF8.self)
        guard let target = anchors[name] else {
            throw YAMLError(offset: Int(node.start), text: "no value above has the anchor &\(shown)")
        }
        guard target + Int(nodes[target].size) <= index else {
            throw YAMLError(offset: Int(node.start), text: "the value with the anchor &\(shown) contains itself")
        }
        return target
    }

    mutating func spend(_ bytes: Int, at offset: Int) throws(YAMLError) {
        allowance -= bytes
        guard allowance < 0 else { return }
        throw YAMLError(
            offset: offset,
            text: "the aliases and merge keys of this document stand for more than \(Self.baseAllowance >> 20) MiB and "
                + "\(Self.allowanceFactor) times its own size; write less of them"
        )
    }
}
