import CLinux
import Glibc

/// One epoll instance, level-triggered: what was not read is reported again.
package struct Poller: ~Copyable {
    package struct Interest: OptionSet, Sendable {
        package let rawValue: UInt32

        package init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        package static let read = Interest(rawValue: CLinux_EPOLLIN)
        package static let write = Interest(rawValue: CLinux_EPOLLOUT)
    }

    package struct Event {
        package let tag: UInt64
        /// Both directions are gone, or the socket has an error.
        package let isHangUp: Bool
    }

    /// Events that one ``wait(milliseconds:)`` reports at most; the kernel goes round among the descriptors.
    package static let capacity = 128

    private let descriptor: FileDescriptor
    private let events: UnsafeMutableBufferPointer<epoll_event>

    /// Takes over what ``open()`` returned.
    package init(_ descriptor: consuming FileDescriptor) {
        self.descriptor = descriptor
        events = .allocate(capacity: Self.capacity)
        events.initialize(repeating: epoll_event())
    }

    package static func open() throws(SocketError) -> FileDescriptor {
        try FileDescriptor("epoll_create1", epoll_create1(CLinux_EPOLL_CLOEXEC))
    }

    deinit {
        events.deallocate()
    }

    package func add(_ number: CInt, tag: UInt64, interest: Interest) throws(SocketError) {
        try Self.add(number, to: descriptor, tag: tag, interest: interest)
    }

    /// The same before there is a poller.
    package static func add(
        _ number: CInt,
        to descriptor: borrowing FileDescriptor,
        tag: UInt64,
        interest: Interest
    ) throws(SocketError) {
        guard control(descriptor.number, EPOLL_CTL_ADD, number, tag, interest) == 0 else { throw .last("epoll_ctl") }
    }

    /// Cannot fail for a descriptor that was added and is still open.
    package func change(_ number: CInt, tag: UInt64, interest: Interest) {
        _ = Self.control(descriptor.number, EPOLL_CTL_MOD, number, tag, interest)
    }

    package func remove(_ number: CInt) {
        _ = Self.control(descriptor.number, EPOLL_CTL_DEL, number, 0, [])
    }

    /// The number of events that ``event(_:)`` can now be asked for; zero after an interruption.
    package func wait(milliseconds: CInt) -> Int {
        Int(max(0, epoll_wait(descriptor.number, events.baseAddress, CInt(events.count), milliseconds)))
    }

    package func event(_ index: Int) -> Event {
        let event = events[index]
        return Event(tag: event.data.u64, isHangUp: event.events & (CLinux_EPOLLHUP | CLinux_EPOLLERR) != 0)
    }

    private static func control(
        _ poller: CInt,
        _ operation: CInt,
        _ number: CInt,
        _ tag: UInt64,
        _ interest: Interest
    ) -> CInt {
        var event = epoll_event()
        event.events = interest.rawValue
        event.data.u64 = tag
        return epoll_ctl(poller, operation, number, &event)
    }
}
