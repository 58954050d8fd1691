import Glibc
import HTTP
import Sockets
import Testing

@testable import HTTPServer

/// Answers that wait for the end of the turn wait neither long nor out of order.
struct HeldAnswersTests {
    @Test func isDueAfterTheLongestWaitOfTheFirst() throws {
        var held = HeldAnswers()
        #expect(!held.isDue(.max))
        held.add(try Self.connection(0), now: 1_000)
        held.add(try Self.connection(1), now: 150_000)
        #expect(!held.isDue(1_000 + HeldAnswers.longestWait - 1))
        #expect(held.isDue(1_000 + HeldAnswers.longestWait))
        #expect(held.take().map(\.slot) == [0, 1])
        #expect(held.isEmpty)
        #expect(!held.isDue(.max))
    }

    @Test func keepsSmallEmptyBuffersOnly() {
        var held = HeldAnswers()
        let small = held.buffer()
        held.give(small)
        #expect(held.buffer() === small)
        let unsent = held.buffer()
        unsent.append("rest")
        held.give(unsent)
        #expect(held.buffer() !== unsent)
        let large = ByteBuffer(capacity: 64 * 1024)
        held.give(large)
        #expect(held.buffer() !== large)
    }

    private static func connection(_ slot: Int) throws -> Connection {
        let number = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        try #require(number >= 0)
        return Connection(
            slot: slot,
            tag: UInt64(slot),
            listener: 0,
            stream: ByteStream(FileDescriptor(owning: number)),
            state: HTTPConnectionState(limits: HTTPLimits(), isSecure: false, now: 0)
        )
    }
}
