/// Where the parts of a request's head are, and what they mean for the connection.
///
/// Ranges count from the first byte of the request line, so they stay true when the bytes move.
package struct HTTPRequestHead: Hashable, Sendable {
    package enum Framing: Hashable, Sendable {
        case length(Int)
        case chunked
    }

    package var method = HTTPMethod.other
    package var target = 0..<0
    package var fields = 0..<0

    /// Bytes up to and with the empty line.
    package var length = 0

    /// 0 for HTTP/1.0, which has no chunks, no interim answers and no persistence here.
    package var minorVersion = 1

    package var framing = Framing.length(0)
    package var keepsAlive = true
    package var expectsContinue = false

    init() {}
}
