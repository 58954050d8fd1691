/// "Did you mean": the nearest known word.
package enum Suggestion {
    /// The candidate with the smallest edit distance, if it is near enough to be meant.
    ///
    /// Near is one edit for up to four characters, two up to eight, then a third of the length; at most 64 characters
    /// are compared, so hostile words cost no more than long ones.
    package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        let text = Array(word.lowercased().utf8.prefix(64))
        let limit = text.count <= 4 ? 1 : text.count <= 8 ? 2 : text.count / 3
        var best: (word: String, distance: Int)?
        for candidate in candidates {
            let other = Array(candidate.lowercased().utf8.prefix(64))
            guard abs(other.count - text.count) <= limit else { continue }
            let distance = distance(text, other)
            guard distance <= limit, distance < best?.distance ?? Int.max else { continue }
            best = (candidate, distance)
        }
        return best?.word
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
