/// One complete request, as a view of the connection's receive buffer.
///
/// Neither the value nor a pointer taken from it may outlive the call that received it; what is needed later is copied.
package struct HTTPRequest: ~Copyable {
    package let head: HTTPRequestHead

    /// What a late answer is addressed to.
    package let ticket: HTTPTicket

    /// The listener it came in on: an index into the list the server was started with.
    package let listener: Int

    /// Request line and fields.
    package let headBytes: UnsafeRawBufferPointer

    /// The content without transfer coding, in one piece.
    package let body: UnsafeRawBufferPointer

    /// When its first bytes were there to be read, on a clock in nanoseconds that only goes forward.
    package let receivedAt: UInt64

    package init(
        head: HTTPRequestHead,
        headBytes: UnsafeRawBufferPointer,
        body: UnsafeRawBufferPointer,
        listener: Int = 0,
        ticket: HTTPTicket = HTTPTicket(loop: 0, slot: 0, serial: 0),
        receivedAt: UInt64 = 0
    ) {
        self.head = head
        self.headBytes = headBytes
        self.body = body
        self.listener = listener
        self.ticket = ticket
        self.receivedAt = receivedAt
    }

    package var method: HTTPMethod { head.method }

    /// The target's path as it was sent, without decoding of percent signs.
    package var path: String {
        String(decoding: Self.split(target).path, as: UTF8.self)
    }

    /// What follows the question mark; empty without one.
    package var query: String {
        String(decoding: Self.split(target).query, as: UTF8.self)
    }

    /// The first value of a parameter in the query, as it was sent; nil if the parameter is not there.
    package func parameter(_ name: StaticString) -> String? {
        for part in Self.split(target).query.split(separator: UInt8(ascii: "&")) {
            let text = UnsafeRawBufferPointer(rebasing: part)
            let end = text.firstIndex(of: UInt8(ascii: "=")) ?? text.count
            guard name.withUTF8Buffer({ $0.elementsEqual(text[..<end]) }) else { continue }
            return String(decoding: text[min(end + 1, text.count)...], as: UTF8.self)
        }
        return nil
    }

    /// The first value of a field, `name` in lower case; nil if the field is not there.
    package func field(_ name: StaticString) -> String? {
        var result: String?
        HTTPFields(headBytes, head.fields).forEach { fieldName, value in
            if result == nil, fieldName.equalsIgnoringCase(name) {
                result = String(decoding: value, as: UTF8.self)
            }
        }
        return result
    }

    private var target: UnsafeRawBufferPointer {
        guard head.target.upperBound <= headBytes.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(rebasing: headBytes[head.target])
    }

    private static func split(
        _ target: UnsafeRawBufferPointer
    ) -> (path: Slice<UnsafeRawBufferPointer>, query: Slice<UnsafeRawBufferPointer>) {
        var rest = target[...]
        if rest.first != UInt8(ascii: "/"), let scheme = rest.firstIndex(of: UInt8(ascii: ":")) {
            // absolute-form (RFC 9112 section 3.2.2): the authority does not matter here.
            rest = rest[scheme...].dropFirst(3)
            rest = rest[(rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex)...]
        }
        guard let mark = rest.firstIndex(of: UInt8(ascii: "?")) else { return (rest, rest.suffix(0)) }
        return (rest[..<mark], rest[(mark + 1)...])
    }
}

/// Names the request that a late answer belongs to.
///
/// The serial number is never used twice on one event loop, so an answer for a connection that is gone reaches nobody.
package struct HTTPTicket: Hashable, Sendable {
    package let loop: Int
    package let slot: Int
    package let serial: UInt64

    package init(loop: Int, slot: Int, serial: UInt64) {
        self.loop = loop
        self.slot = slot
        self.serial = serial
    }
}
