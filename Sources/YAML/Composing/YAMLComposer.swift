import JSON

/// Makes the JSON text of a document from its nodes, and a source for each value and key, without recursion.
///
/// Aliases and merge keys are carried out here.
struct YAMLComposer {
    let text: UnsafePointer<UInt8>
    let nodes: UnsafePointer<YAMLNode>
    let count: Int
    let properties: [YAMLProperties]

    var output: YAMLOutput
    var sources: GrowingBuffer<YAMLSources.Entry>
    var frames = GrowingBuffer<YAMLComposerFrame>(capacity: 32)
    /// Members of mappings with merge keys, those of the innermost last.
    var members: [YAMLMember] = []
    /// The newest node with each anchor.
    private var anchors: [[UInt8]: Int] = [:]
    /// The place of the outermost alias that is being carried out.
    var alias: Range<Int>?
    /// Nodes before this one lie within a value with an anchor.
    private var sharedEnd = 0
    /// Whether what is written now stands elsewhere in the text, or for more than one place.
    var isElsewhere = false
    /// How many bytes may still come from aliases and merge keys.
    var allowance: Int

    static let baseAllowance = 1 << 20
    static let allowanceFactor = 10

    /// The composer takes over the buffers and gives them back grown.
    init(
        _ text: UnsafePointer<UInt8>,
        _ nodes: GrowingBuffer<YAMLNode>,
        _ properties: [YAMLProperties],
        size: Int,
        output: YAMLOutput,
        sources: GrowingBuffer<YAMLSources.Entry>
    ) {
        self.text = text
        self.nodes = UnsafePointer(nodes.base)
        count = nodes.count
        self.properties = properties
        self.output = output
        self.sources = sources
        self.output.removeAll()
        self.sources.removeAll()
        allowance = Self.baseAllowance + Self.allowanceFactor * size
    }

    mutating func compose() throws(YAMLError) {
        defer { frames.deallocate() }
        var index = 0
        while true {
            guard let frame = frames.last else {
                guard index == 0 else { return }
                try value(&index)
                if frames.isEmpty { return }
                continue
            }
            switch frame.kind {
            case .detour:
                if index == frame.end {
                    index = frame.resume
                    leaveDetour(frame)
                } else {
                    try value(&index)
                }
            case .members: try nextMember(frame, &index)
            case .object:
                guard index < frame.end else {
                    close(UInt8(ascii: "}"))
                    continue
                }
                if index > frame.start { output.append(UInt8(ascii: ",")) }
                try key(index)
                index += Int(nodes[index].size)
                try value(&index)
            case .array:
                guard index < frame.end else {
                    close(UInt8(ascii: "]"))
                    continue
                }
                if index > frame.start { output.append(UInt8(ascii: ",")) }
                try value(&index)
            }
        }
    }

    private mutating func close(_ bracket: UInt8) {
        output.append(bracket)
        _ = frames.popLast()
    }

    /// Writes a scalar, or the beginning of a collection or of what an alias stands for.
    private mutating func value(_ index: inout Int) throws(YAMLError) {
        let node = nodes[index]
        if node.flags.contains(.alias) {
            let target = try target(of: index)
            try enter(YAMLComposerFrame(kind: .detour, end: target + Int(nodes[target].size), resume: index + 1), node)
            if alias == nil { alias = node.range }
            isElsewhere = true
            index = target
            return
        }
        if node.properties > 0 { noteAnchor(index) }
        append(source: node, at: index)
        switch node.style {
        case .blockMapping, .flowMapping:
            let end = index + Int(node.size)
            if node.flags.contains(.merges) {
                try enter(try membersFrame(index), node)
            } else {
                try enter(YAMLComposerFrame(kind: .object, start: index + 1, end: end), node)
            }
            output.append(UInt8(ascii: "{"))
            index += 1
        case .blockSequence, .flowSequence:
            try enter(YAMLComposerFrame(kind: .array, start: index + 1, end: index + Int(node.size)), node)
            output.append(UInt8(ascii: "["))
            index += 1
        default:
            let start = output.count
            try scalar(node)
            if isElsewhere { try spend(output.count - start, at: place(of: node)) }
            index += 1
        }
    }

    mutating func enter(_ frame: YAMLComposerFrame, _ node: YAMLNode) throws(YAMLError) {
        guard frames.count <= YAMLParser.maximumDepth else {
            throw YAMLError(offset: place(of: node), text: "nested deeper than \(YAMLParser.maximumDepth) levels")
        }
        if isElsewhere { try spend(2, at: place(of: node)) }
        var frame = frame
        if let alias { (frame.aliasStart, frame.aliasEnd) = (alias.lowerBound, alias.upperBound) }
        frame.wasElsewhere = isElsewhere
        frames.append(frame)
    }

    private mutating func leaveDetour(_ frame: YAMLComposerFrame) {
        alias = frame.aliasEnd > 0 ? frame.aliasStart..<frame.aliasEnd : nil
        isElsewhere = frame.wasElsewhere
        _ = frames.popLast()
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

    /// Where a node is in the text for its reader: at the alias that stands for it, if there is one.
    func place(of node: YAMLNode) -> Int { alias?.lowerBound ?? Int(node.start) }

    @inline(__always)
    mutating func append(source node: YAMLNode, at index: Int) {
        guard !isElsewhere, index >= sharedEnd else { return appendShared(node) }
        sources.append(YAMLSources.Entry(node.start, node.end, node.style, indent: node.indent))
    }

    private mutating func appendShared(_ node: YAMLNode) {
        var entry = YAMLSources.Entry(node.start, node.end, node.style, indent: node.indent)
        entry.flags.insert(.shared)
        if let alias { entry.stand(at: alias) }
        sources.append(entry)
    }

    private mutating func noteAnchor(_ index: Int) {
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

    func tag(of node: YAMLNode) -> YAMLTag? {
        node.properties > 0 ? properties[Int(node.properties) - 1].tag : nil
    }

    mutating func key(_ index: Int) throws(YAMLError) {
        if nodes[index].properties > 0 { noteAnchor(index) }
        try writeKey(index)
        output.append(UInt8(ascii: ":"))
    }
}

/// A collection, or an alias, that is not written to its end.
struct YAMLComposerFrame: BitwiseCopyable {
    enum Kind {
        case object
        case array
        /// What an alias or a member of ``members`` stands for.
        case detour
        /// A mapping with merge keys.
        case members
    }

    var kind: Kind
    /// The first node within, or the first member.
    var start = 0
    /// Behind the last.
    var end: Int
    /// The first member, when ``start`` has moved on.
    var first = 0
    /// The node to go on with.
    var resume = 0
    /// What to come back to; the alias is empty for none.
    var aliasStart = 0
    var aliasEnd = 0
    var wasElsewhere = false
}
