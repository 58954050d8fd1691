import HTTP
import Sockets

/// Answers that are ready and leave together at the end of the loop's turn.
///
/// Each write wakes its reader, and what the kernel does for it pushes the code of the next review out of the caches:
/// done one after the other, several reviews and then several writes cost a third less than in alternation. An answer
/// waits for ``longestWait`` at most, and for nobody when its connection is the only one at work.
package struct HeldAnswers {
    /// Nanoseconds.
    package static let longestWait: UInt64 = 1_000_000

    /// Bytes of a request that may take longer than that; nobody waits for it.
    static let longRequest = 16 * 1024

    private var connections: [Connection] = []
    private var spare: [ByteBuffer] = []
    private var since: UInt64 = 0

    var isEmpty: Bool { connections.isEmpty }

    func isDue(_ now: UInt64) -> Bool { !connections.isEmpty && now >= since &+ Self.longestWait }

    /// An empty buffer to write an answer into.
    mutating func buffer() -> ByteBuffer { spare.popLast() ?? ByteBuffer(capacity: 2048) }

    mutating func add(_ connection: Connection, now: UInt64) {
        if connections.isEmpty { since = now }
        connections.append(connection)
    }

    /// All of them, in the order of their requests.
    mutating func take() -> [Connection] {
        defer { connections.removeAll(keepingCapacity: true) }
        return connections
    }

    /// Takes back a buffer that has been written out.
    mutating func give(_ buffer: ByteBuffer) {
        guard buffer.isEmpty, buffer.capacity <= 16 * 1024, spare.count < 32 else { return }
        spare.append(buffer)
    }
}

extension ConnectionDriver {
    /// Keeps an answer until the end of the turn; false when it must leave at once, because more is to be done for its
    /// connection.
    func hold(_ response: HTTPResponse, for connection: Connection, closes: Bool) -> Bool {
        guard !closes, connection.output == nil, connection.input?.isEmpty != false, !connection.stream.hasPending
        else { return false }
        let output = held.buffer()
        writer.write(response, for: connection, closes: closes, to: output)
        connection.output = output
        held.add(connection, now: now)
        return true
    }

    func sendHeldIfDue() {
        if held.isDue(now) { sendHeld() }
    }

    /// Sends what is held before a request of so many bytes is handed on, if that may take long.
    func sendHeld(before length: Int) {
        guard length > HeldAnswers.longRequest, !held.isEmpty else { return }
        let mine = budget
        sendHeld()
        budget = mine
    }

    /// Sends what is held.
    func sendHeld() {
        for connection in held.take() {
            guard connections.at(connection.slot) === connection, let output = connection.output else { continue }
            let written = writer.resume(connection)
            held.give(output)
            guard isSent(connection, written) else { continue }
            budget = TurnBudget(configuration)
            if let action = afterWriting(connection), proceed(connection, action) { read(connection) }
        }
    }
}
