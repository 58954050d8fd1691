/// A member that a mapping with merge keys ends up with.
struct YAMLMember {
    /// Nodes.
    var key: Int
    var value: Int
    /// The outermost alias that it came by.
    var alias: Range<Int>?
    /// The visit of a mapping that it was found at; 0 for the mapping itself, so that all others come by a merge key.
    var visit: Int
}

/// Merge keys: `<<: *defaults` and `<<: [*one, *two]`.
///
/// As in the library behind kubectl what stands further down wins, a merge key as well as a key; of a list the first
/// mapping that has a key.
extension YAMLComposer {
    mutating func membersFrame(_ mapping: Int) throws(YAMLError) -> YAMLComposerFrame {
        let start = members.count
        try collect(mapping)
        let end = mapping + Int(nodes[mapping].size)
        return YAMLComposerFrame(kind: .members, start: start, end: members.count, first: start, resume: end)
    }

    mutating func nextMember(_ frame: YAMLComposerFrame, _ index: inout Int) throws(YAMLError) {
        guard frame.start < frame.end else {
            output.append(UInt8(ascii: "}"))
            _ = frames.popLast()
            // Those of mappings within are gone already.
            members.removeLast(frame.end - frame.first)
            index = frame.resume
            return
        }
        let member = members[frame.start]
        if frame.start > frame.first { output.append(UInt8(ascii: ",")) }
        frames[frames.count - 1].start += 1
        let node = nodes[member.value]
        // It comes back here, to the frame below.
        try enter(YAMLComposerFrame(kind: .detour, end: member.value + Int(node.size)), node)
        if alias == nil { alias = member.alias }
        if member.visit > 0 { isElsewhere = true }
        try key(member.key)
        index = member.value
    }

    /// Appends the members of a mapping and of those that it merges.
    private mutating func collect(_ mapping: Int) throws(YAMLError) {
        var places: [[UInt8]: Int] = [:]
        var visits = 0
        var open = [Visit(index: mapping + 1, end: mapping + Int(nodes[mapping].size), number: 0)]
        while var visit = open.popLast() {
            guard visit.index < visit.end else { continue }
            let key = visit.index
            let value = key + Int(nodes[key].size)
            visit.index = value + Int(nodes[value].size)
            open.append(visit)
            if isMergeKey(key) {
                for source in try mergeSources(value) {
                    visits += 1
                    try spend(2, at: place(of: nodes[value]))
                    open.append(
                        Visit(
                            index: source.node + 1,
                            end: source.node + Int(nodes[source.node].size),
                            number: visits,
                            alias: visit.alias ?? source.alias
                        )
                    )
                }
                continue
            }
            let name = try keyText(key).bytes
            let member = YAMLMember(key: key, value: value, alias: visit.alias, visit: visit.number)
            if visit.number > 0 {
                try spend(name.count + 1, at: alias?.lowerBound ?? visit.alias?.lowerBound ?? Int(nodes[key].start))
            }
            guard let place = places[name] else {
                places[name] = members.count
                members.append(member)
                continue
            }
            guard members[place].visit != member.visit else {
                throw YAMLError.duplicateKey(name, at: self.place(of: nodes[key]))
            }
            members[place] = member
        }
    }

    /// The mappings to merge, those that win last.
    private func mergeSources(_ value: Int) throws(YAMLError) -> [(node: Int, alias: Range<Int>?)] {
        let node = nodes[value]
        guard node.style == .blockSequence || node.style == .flowSequence, !node.flags.contains(.alias) else {
            return [try mergeSource(value)]
        }
        var sources: [(node: Int, alias: Range<Int>?)] = []
        var element = value + 1
        while element < value + Int(node.size) {
            sources.append(try mergeSource(element))
            element += Int(nodes[element].size)
        }
        // The caller takes the last first.
        return sources
    }

    private func mergeSource(_ index: Int) throws(YAMLError) -> (node: Int, alias: Range<Int>?) {
        let node = nodes[index]
        let isAlias = node.flags.contains(.alias)
        let target = isAlias ? try self.target(of: index) : index
        guard nodes[target].isMapping else {
            throw YAMLError(
                offset: place(of: node),
                text: "'<<' takes in a mapping, an alias of one or a list of those"
            )
        }
        return (target, isAlias ? node.range : nil)
    }

    private func isMergeKey(_ index: Int) -> Bool {
        let node = nodes[index]
        guard !node.isCollection, !node.flags.contains(.alias), meaning(of: node) == Array("<<".utf8) else {
            return false
        }
        switch tag(of: node) {
        case nil: return node.style == .plain
        case .merge?: return true
        default: return false
        }
    }
}

/// A mapping that is walked.
private struct Visit {
    var index: Int
    var end: Int
    var number: Int
    var alias: Range<Int>?
}
