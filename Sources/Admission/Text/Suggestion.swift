/// "Did you mean": the nearest known word.
package enum Suggestion {
    /// The candidate with the smallest edit distance, if it is near enough to be meant.
    ///
    /// Near is one edit for up to four characters, two up to eight, then a third of the length up to four; at most 64 characters
    /// are compared, so hostile words cost no more than long ones.
    package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        ranked(word, candidates).word
    }

    /// The nearest candidate if it alone can be meant.
    ///
    /// `Intrenet` may be `Internet` as well as `Intranet`, and `IPv6` is no slip for `IPv4`: digits are not mistyped.
    package static func onlyNearest(to word: String, in candidates: some Sequence<String>) -> String? {
        let found = ranked(word, candidates)
        guard !found.isTied, let meant = found.word else { return nil }
        return meant.filter(\.isWholeNumber) == word.filter(\.isWholeNumber) ? meant : nil
    }

    /// Those that have the word between their hyphens, for somebody who knows what it is about and not what it is called.
    package static func having(_ word: String, in candidates: some Sequence<String>) -> [String] {
        let word = word.lowercased()
        guard word.utf8.count > 2, word.utf8.count <= 64 else { return [] }
        return candidates.filter { "-\($0)-".contains("-\(word)-") }
    }

    private static func ranked(_ word: String, _ candidates: some Sequence<String>) -> (word: String?, isTied: Bool) {
        let text = Array(word.lowercased().utf8.prefix(64))
        let limit = text.count <= 4 ? 1 : text.count <= 8 ? 2 : min(4, text.count / 3)
        var best: (word: String?, isTied: Bool) = (nil, false)
        var least = limit + 1
        for candidate in candidates {
            let other = Array(candidate.lowercased().utf8.prefix(64))
            guard let distance = distance(text, other, limit: min(least, limit)) else { continue }
            if distance < least {
                least = distance
                best = (candidate, false)
            } else if distance == least {
                best.isTied = true
            }
        }
        return best
    }

    /// Insertions, deletions, substitutions and swaps of neighbours.
    package static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        distance(left, right, limit: max(left.count, right.count)) ?? 0
    }

    /// Nil beyond `limit`, which most words are found to be after a few letters.
    private static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        let start = zip(left, right).prefix { $0 == $1 }.count
        let end = zip(left[start...].reversed(), right[start...].reversed()).prefix { $0 == $1 }.count
        let (left, right) = (left[start..<left.count - end], right[start..<right.count - end])
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var rows = EditRows(Array(right))
        for byte in left {
            rows.add(byte)
            if rows.least > limit { return nil }
        }
        return rows.distance <= limit ? rows.distance : nil
    }
}

/// The table of edit distances, of which the last rows are kept.
private struct EditRows {
    private let word: [UInt8]
    private var before: [Int]
    private var previous: [Int]
    private var current: [Int]
    private var last: UInt8?
    private var count = 0

    init(_ word: [UInt8]) {
        self.word = word
        current = Array(0...word.count)
        previous = current
        before = current
    }

    /// Between all that was added and the word.
    var distance: Int { current[word.count] }

    /// No later distance is less: a swap goes back two rows, everything else one.
    var least: Int { min(current.min() ?? 0, previous.min() ?? 0) }

    mutating func add(_ byte: UInt8) {
        swap(&before, &previous)
        swap(&previous, &current)
        count += 1
        current[0] = count
        for column in word.indices {
            let cost = byte == word[column] ? 0 : 1
            var best = min(previous[column + 1] + 1, current[column] + 1, previous[column] + cost)
            if let last, column > 0, byte == word[column - 1], last == word[column] {
                best = min(best, before[column - 1] + 1)
            }
            current[column + 1] = best
        }
        last = byte
    }
}
