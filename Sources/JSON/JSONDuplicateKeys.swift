/// The exact test for an object whose keys the parser could not tell apart cheaply.
struct JSONDuplicateKeys {
    let tape: UnsafePointer<JSONTapeEntry>
    let source: UnsafeBufferPointer<UInt8>

    /// The tape index of the first key that repeats an earlier one.
    func first(inObjectAt object: Int) -> Int? {
        let end = Int(tape[object].next)
        if tape[object].count <= 16 { return firstByComparing(from: object + 1, to: end) }
        var seen: Set<[UInt8]> = []
        var key = object + 1
        while key < end {
            let entry = tape[key]
            guard seen.insert(decoded(entry)).inserted else { return key }
            key = Int(tape[key + 1].next)
        }
        return nil
    }

    private func firstByComparing(from start: Int, to end: Int) -> Int? {
        var key = start
        while key < end {
            var earlier = start
            while earlier < key {
                if equal(tape[earlier], tape[key]) { return key }
                earlier = Int(tape[earlier + 1].next)
            }
            key = Int(tape[key + 1].next)
        }
        return nil
    }

    private func equal(_ left: JSONTapeEntry, _ right: JSONTapeEntry) -> Bool {
        if left.isEscaped || right.isEscaped { return decoded(left) == decoded(right) }
        return source[left.range].elementsEqual(source[right.range])
    }

    private func decoded(_ entry: JSONTapeEntry) -> [UInt8] {
        let inner = UnsafeBufferPointer(rebasing: source[entry.range.dropFirst().dropLast()])
        return entry.isEscaped ? JSONUnescape.bytes(inner) : Array(inner)
    }
}
