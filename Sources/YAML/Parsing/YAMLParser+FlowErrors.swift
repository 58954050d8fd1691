extension YAMLParser {
    func missingComma() -> YAMLError {
        if text[position] == UInt8(ascii: "#") {
            return failure("a space is needed before the '#' of a comment", at: position)
        }
        return failure("a ',' or the closing bracket is expected here; quote a text that contains such", at: position)
    }

    func unclosed() -> YAMLError {
        let frame = frames[frames.count - 1]
        let node = frame.kind == .flowPair && frames.count > 1 ? frames[frames.count - 2].node : frame.node
        let start = Int(nodes[node].start)
        let isSequence = text[start] == UInt8(ascii: "[")
        return failure(
            "the '\(isSequence ? "[" : "{")' that is opened here has no '\(isSequence ? "]" : "}")'",
            at: start
        )
    }
}
