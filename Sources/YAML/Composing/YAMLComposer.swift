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
    var anchors: [[UInt8]: Int] = [:]
    /// The place of the outermost alias that is being carried out.
    var alias: Range<Int>?
    /// Nodes before this one lie within a value with an anchor.
    var sharedEnd = 0
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

    func tag(of node: YAMLNode) -> YAMLTag? {
        node.properties > 0 ? properties[Int(node.properties) - 1].tag : nil
    }

    mutating func key(_ index: Int) throws(YAMLError) {
        if nodes[index].properties > 0 { noteAnchor(index) }
        try writeKey(index)
        output.append(UInt8(ascii: ":"))
    }
}
