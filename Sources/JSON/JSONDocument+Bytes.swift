extension JSONDocument {
    /// Calls `body` with the decoded UTF-8 of a string node or key; nil for every other kind.
    ///
    /// Nothing is copied unless the string has escapes.
    @discardableResult @inlinable @inline(__always)
    package func withUTF8<Result>(_ node: JSONNode, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        let entry = entry(node)
        guard case .string = entry.kind else { return nil }
        return bytes.withUnsafeBufferPointer { source in
            let inner = UnsafeBufferPointer(rebasing: source[entry.inner])
            guard entry.isEscaped else { return body(inner) }
            return JSONUnescape.bytes(inner).withUnsafeBufferPointer(body)
        }
    }
}
