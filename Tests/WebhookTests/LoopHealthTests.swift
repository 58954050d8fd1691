import Testing
import Webhook

struct LoopHealthTests {
    @Test func aLoopThatIsStuckIsFirstNotReadyThenNotAlive() {
        let second: UInt64 = 1_000_000_000
        for (time, isReady, isAlive) in [
            (0, true, true), (5, true, true), (6, false, true), (30, false, true), (31, false, false),
        ] {
            let health = LoopHealth(longestTurn: UInt64(time) * second)
            #expect((health.readyProblem == nil) == isReady, "\(time) s")
            #expect((health.liveProblem == nil) == isAlive, "\(time) s")
        }
        #expect(
            LoopHealth(longestTurn: 31 * second).liveProblem == "an event loop has been busy with one request for 31 s"
        )
    }
}
