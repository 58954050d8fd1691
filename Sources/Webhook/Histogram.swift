/// Latencies in buckets that answer "how near is the timeout": 50 µs to 10 s.
struct Histogram: Sendable {
    /// Upper bounds in nanoseconds.
    static let bounds: [UInt64] = [
        50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000,
        100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 5_000_000_000, 10_000_000_000,
    ]

    /// One for each bound and one for everything above; not cumulative.
    var counts = [UInt64](repeating: 0, count: bounds.count + 1)
    var sumNanoseconds: UInt64 = 0

    static func bucket(of nanoseconds: UInt64) -> Int {
        bounds.firstIndex { nanoseconds <= $0 } ?? bounds.count
    }

    func adding(_ other: Histogram) -> Histogram {
        var sum = self
        for (index, count) in zip(counts.indices, other.counts) { sum.counts[index] += count }
        sum.sumNanoseconds &+= other.sumNanoseconds
        return sum
    }
}
