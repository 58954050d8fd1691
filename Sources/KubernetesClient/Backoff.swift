/// Pauses between attempts that double, each drawn from the upper half of its length, so that many clients whose server
/// came back do not come back together.
struct Backoff {
    private let first: UInt64
    private let longest: UInt64
    private var nominal: UInt64
    private var jitter: Jitter

    init(_ timing: APITiming, seed: UInt64) {
        first = timing.firstPause
        longest = timing.longestPause
        nominal = first
        jitter = Jitter(state: seed)
    }

    mutating func reset() {
        nominal = first
    }

    mutating func next() -> UInt64 {
        defer { nominal = nominal > longest / 2 ? longest : nominal * 2 }
        return spread(nominal)
    }

    /// Between half of `duration` and all of it.
    mutating func spread(_ duration: UInt64) -> UInt64 {
        duration - UInt64.random(in: 0...(duration / 2), using: &jitter)
    }

    mutating func pick(_ range: ClosedRange<UInt64>) -> UInt64 {
        UInt64.random(in: range, using: &jitter)
    }
}

/// SplitMix64.
private struct Jitter: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
