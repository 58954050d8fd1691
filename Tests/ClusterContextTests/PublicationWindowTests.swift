import ClusterContext
import Testing

struct PublicationWindowTests {
    private let ms = Sample.millisecond

    @Test func oneChangeIsPublishedAfterFiftyMilliseconds() {
        var window = PublicationWindow()
        #expect(window.due == nil)
        window.changed(now: 1000 * ms)
        #expect(window.due == 1050 * ms)
    }

    @Test func changesThatGoOnWaitAHundredMillisecondsAtMost() {
        var window = PublicationWindow()
        for time in stride(from: UInt64(1000), to: 1100, by: 10) { window.changed(now: time * ms) }
        #expect(window.due == 1100 * ms)
    }

    @Test func publicationsAreAHundredMillisecondsApart() {
        var window = PublicationWindow()
        window.changed(now: 1000 * ms)
        window.publish(now: 1050 * ms)
        #expect(window.due == nil)
        window.changed(now: 1051 * ms)
        #expect(window.due == 1150 * ms)
        window.publish(now: 1150 * ms)
        window.changed(now: 5000 * ms)
        #expect(window.due == 5050 * ms)
    }
}
