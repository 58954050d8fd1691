import Testing

@testable import KubernetesClient

struct BackoffTests {
    @Test(arguments: 0..<20) func doublesUpToTheLongest(_ seed: UInt64) {
        var backoff = Backoff(APITiming(), seed: seed)
        for seconds in [0.5, 1, 2, 4, 8, 10, 10, 10] {
            let nominal = UInt64(seconds * 1e9)
            #expect((nominal / 2...nominal).contains(backoff.next()))
        }
        backoff.reset()
        #expect((250_000_000...500_000_000).contains(backoff.next()))
    }

    @Test func clientsDoNotComeBackTogether() {
        let pauses = Set(
            (0..<UInt64(100)).map { seed in
                var backoff = Backoff(APITiming(), seed: seed)
                return backoff.next()
            }
        )
        #expect(pauses.count > 90)
    }

    @Test func survivesTheLargestDurations() {
        var timing = APITiming()
        timing.firstPause = .max / 2 + 1
        timing.longestPause = .max
        var backoff = Backoff(timing, seed: 1)
        for _ in 0..<5 { #expect(backoff.next() > .max / 4) }
    }
}
