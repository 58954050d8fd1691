extension OrderedBytes {
    /// The different parts that follow a prefix, each found by leaping over all that have the one before.
    ///
    /// `read` moves the reader behind the part. Ends after `limit` parts and returns false if there are more.
    func parts<Part>(
        after prefix: [UInt8],
        limit: Int,
        read: (inout IndexKeyReader) -> Part,
        _ body: (Part, _ prefix: [UInt8]) -> Void
    ) -> Bool {
        let range = Prefix(prefix)
        var lower = range.lower
        var found = 0
        while let key = firstKey(from: lower, to: range.upper) {
            guard found < limit else { return false }
            found += 1
            var reader = IndexKeyReader(key, from: prefix.count)
            let part = read(&reader)
            let whole = Array(key[..<reader.offset])
            body(part, whole)
            guard let next = Prefix(whole).upper else { return true }
            lower = next
        }
        return true
    }
}
