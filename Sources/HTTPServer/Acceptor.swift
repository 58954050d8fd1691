import HTTP
import Sockets
import TLS

/// The listening sockets of one event loop: takes connections in, makes room for them, and stops when there is none.
struct Acceptor {
    private var listeners: [Listener]
    private var contexts: [TLSContext?]

    /// Set while accepting is paused.
    private(set) var resumesAt: UInt64?

    /// Tags of listeners have the highest bit set, tags of connections do not.
    static let tag: UInt64 = 1 << 63

    init(_ listeners: [Listener], _ contexts: [TLSContext?]) {
        self.listeners = listeners
        self.contexts = contexts
    }

    mutating func replace(_ context: TLSContext, endpoint: Int) {
        if contexts.indices.contains(endpoint) { contexts[endpoint] = context }
    }

    mutating func accept(_ index: Int, _ driver: ConnectionDriver) {
        guard resumesAt == nil else { return }
        // Somebody is waiting for certain; of those behind it nothing is known, so nobody has to go for them.
        guard driver.hasRoomToAccept || driver.makeRoomToAccept() else { return pause(driver) }
        // Other connections want their turn too: the rest is reported again.
        for _ in 0..<32 {
            guard acceptOne(index, driver), driver.hasRoomToAccept else { return }
        }
    }

    mutating func resume(_ driver: ConnectionDriver) {
        resumesAt = nil
        for (index, listener) in listeners.enumerated() {
            try? driver.poller.add(listener.descriptor.number, tag: Self.tag | UInt64(index), interest: .read)
        }
    }

    /// Takes in what the kernel has already accepted for us: closing the socket would reset those connections.
    mutating func stop(_ driver: ConnectionDriver) {
        for index in listeners.indices {
            while driver.hasRoomToAccept, acceptOne(index, driver) {}
        }
        for listener in listeners { driver.poller.remove(listener.descriptor.number) }
        listeners = []
        resumesAt = nil
    }

    /// False when none is waiting, or none can be taken now.
    private mutating func acceptOne(_ index: Int, _ driver: ConnectionDriver) -> Bool {
        guard listeners.indices.contains(index) else { return false }
        while true {
            switch listeners[index].accept() {
            case .connection(let descriptor):
                driver.open(descriptor, listener: index, contexts.indices.contains(index) ? contexts[index] : nil)
                return true
            case .nobody:
                return false
            case .exhausted:
                if driver.evictForDescriptor() { continue }
                // The connection stays in the backlog, where its client waits; asking again at once would only spin.
                pause(driver)
                return false
            }
        }
    }

    private mutating func pause(_ driver: ConnectionDriver) {
        guard resumesAt == nil else { return }
        driver.counters.pauses.increment()
        resumesAt = driver.now + 50_000_000
        for listener in listeners { driver.poller.remove(listener.descriptor.number) }
    }
}
