/// An answer before it is written; framing and persistence fields are the serializer's business.
package struct HTTPResponse: Sendable, Hashable {
    package struct Field: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package var status: HTTPStatus
    package var contentType: String
    package var body: [UInt8]

    /// Whole seconds; kube-apiserver repeats a POST that was answered with 429 or 5xx and an integer here.
    package var retryAfter: Int?

    /// Further fields; names and values must not contain control characters.
    package var fields: [Field] = []

    package var closesConnection = false

    package init(
        _ status: HTTPStatus = .ok,
        contentType: String = HTTPResponse.json,
        body: [UInt8] = [],
        retryAfter: Int? = nil
    ) {
        self.status = status
        self.contentType = contentType
        self.body = body
        self.retryAfter = retryAfter
    }

    package static let json = "application/json"
    package static let plainText = "text/plain; charset=utf-8"

    /// One line of text: kube-apiserver shows the body of a failed call to the user only if it is text.
    package static func text(_ status: HTTPStatus, _ message: String, retryAfter: Int? = nil) -> HTTPResponse {
        HTTPResponse(status, contentType: plainText, body: Array((message + "\n").utf8), retryAfter: retryAfter)
    }

    /// Refuses for now: kube-apiserver comes back after a second instead of failing the user's request.
    package static let overloaded = HTTPResponse.text(
        .serviceUnavailable,
        "too many connections, try again",
        retryAfter: 1
    )

    /// The answer to a request that cannot be read.
    package static func rejection(_ error: HTTPParseError) -> HTTPResponse {
        var response = text(error.status, error.message)
        response.closesConnection = true
        return response
    }
}

/// What a handler says to a request.
package enum HTTPReply: Sendable {
    case now(HTTPResponse)

    /// The answer comes later, with the request's ticket; the connection waits without reading.
    ///
    /// At `until`, on the clock of ``HTTPRequest/receivedAt``, the wait ends with 504.
    case later(until: UInt64? = nil)
}
