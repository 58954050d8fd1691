/// Writes responses as HTTP/1.1 messages (RFC 9112 section 2.1).
package enum HTTPResponseSerializer {
    /// RFC 9110 section 15.2.1.
    package static let continueResponse: StaticString = "HTTP/1.1 100 Continue\r\n\r\n"

    /// Appends the whole message.
    ///
    /// `date` is an IMF-fixdate as ``HTTPDate`` makes it, or empty for no `Date` field. The answer to HEAD has the
    /// content's length but not the content (RFC 9110 section 9.3.2).
    package static func write(
        _ response: HTTPResponse,
        date: [UInt8],
        isHead: Bool,
        closes: Bool,
        to buffer: ByteBuffer
    ) {
        // HTTP/1.1 is the answer to HTTP/1.0 as well (RFC 9110 section 2.5).
        buffer.append("HTTP/1.1 ")
        buffer.append(decimal: response.status.code)
        buffer.append(" ")
        buffer.append(response.status.reasonPhrase)
        if !date.isEmpty {
            buffer.append("\r\nDate: ")
            buffer.append(date)
        }
        if !response.contentType.isEmpty {
            buffer.append("\r\nContent-Type: ")
            buffer.append(response.contentType)
        }
        buffer.append("\r\nContent-Length: ")
        buffer.append(decimal: response.body.count)
        if let seconds = response.retryAfter {
            buffer.append("\r\nRetry-After: ")
            buffer.append(decimal: seconds)
        }
        for field in response.fields {
            buffer.append("\r\n")
            buffer.append(field.name)
            buffer.append(": ")
            buffer.append(field.value)
        }
        if closes { buffer.append("\r\nConnection: close") }
        buffer.append("\r\n\r\n")
        if !isHead { buffer.append(response.body) }
    }
}
