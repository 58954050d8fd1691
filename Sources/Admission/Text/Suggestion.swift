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
            guard abs(other.count - text.count) <= limit else { continue }
            let distance = distance(text, other)
            if distance < least {
                least = distance
                best = (candidate, false)
            } else if distance == least, distance <= limit {
                best.isTied = true
            }
        }
        return best
    }

    /// Insertions, deletions, substitutions and swaps of neighbours.
    package static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var before: [Int] = []
        var previous = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in 0..<right.count {
                let cost = left[row] == right[column] ? 0 : 1
                var best = min(previous[column + 1] + 1, current[column] + 1, previous[column] + cost)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, before[column - 1] + 1)
                }
                current.append(best)
            }
            before = previous
            previous = current
        }
        return previous[right.count]
    }
}
