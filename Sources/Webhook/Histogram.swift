/// Latencies in buckets that answer "how near is the timeout": 50 µs to 10 s.
struct Histogram: Sendable {
    /// Upper bounds in nanoseconds.
    static let bounds: [UInt64] = [
        50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000,
        100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 5_000_000_000, 10_000_000_000,
    ]

    /// One for each bound and one for everything above; not cumulative.
    private(set) var counts = [UInt64](repeating: 0, count: bounds.count + 1)
    private(set) var sumNanoseconds: UInt64 = 0

    mutating func record(_ nanoseconds: UInt64) {
        let bucket = Self.bounds.firstIndex { nanoseconds <= $0 } ?? Self.bounds.count
        counts[bucket] += 1
        sumNanoseconds &+= nanoseconds
    }

    func adding(_ other: Histogram) -> Histogram {
        var sum = self
        for index in counts.indices { sum.counts[index] += other.counts[index] }
        sum.sumNanoseconds &+= other.sumNanoseconds
        return sum
    }
}
