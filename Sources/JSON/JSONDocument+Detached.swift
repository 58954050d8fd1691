extension JSONDocument {
    /// The value at a node in a document of its own, as if its text were parsed; costs a copy of text and tape.
    package func detached(_ node: JSONNode) -> JSONDocument? {
        let value = entry(node)
        let text = Array(bytes[value.range])
        // Which of the keys are twice in this value is not known.
        guard duplicateKey == nil else { return try? JSONDocument(parsing: text) }
        let copy = UnsafeMutablePointer<JSONTapeEntry>.allocate(capacity: value.size)
        copy.initialize(from: tape + Int(node.index), count: value.size)
        for index in 0..<value.size { copy[index].move(by: -value.range.lowerBound) }
        return JSONDocument(bytes: text, tape: copy, count: value.size)
    }
}
