import Glibc

/// An open file descriptor with one owner; closed when the owner goes away.
package struct FileDescriptor: ~Copyable, Sendable {
    package let number: CInt

    /// Takes over `number`.
    package init(owning number: CInt) {
        self.number = number
    }

    /// Takes over what a system call returned, or throws what it reported.
    package init(_ call: StaticString, _ result: CInt) throws(SocketError) {
        guard result >= 0 else { throw .last(call) }
        number = result
    }

    deinit {
        close(number)
    }
}
