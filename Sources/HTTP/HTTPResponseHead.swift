/// What a response's head means for the one who asked.
package struct HTTPResponseHead: Hashable, Sendable {
    package enum Framing: Hashable, Sendable {
        case length(Int)
        case chunked
        /// The end of the connection is the end of the body (RFC 9112 section 6.3 item 8).
        case untilClose
    }

    package var status: Int
    package var framing = Framing.untilClose
    package var keepsAlive = true

    /// Seconds; a date counts as not given.
    package var retryAfter: Int?

    package init(status: Int) {
        self.status = status
    }
}
