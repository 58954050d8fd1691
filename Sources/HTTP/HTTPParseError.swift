/// Why a message cannot be read; each case knows the status that answers it, for a request.
///
/// After any of these the end of the request is unknown, so the connection is closed.
package enum HTTPParseError: Error, Hashable, Sendable, CaseIterable {
    case malformedRequestLine
    case malformedTarget
    case unsupportedVersion
    case malformedField
    case obsoleteLineFolding
    case missingHost
    case malformedHost
    case malformedContentLength
    case repeatedContentLength
    case contentLengthWithTransferEncoding
    case malformedTransferEncoding
    case unsupportedTransferCoding
    case malformedChunk
    case malformedTrailer
    case unsupportedExpectation
    case requestLineTooLong
    case headerTooLarge
    case bodyTooLarge
    case incompleteRequest
    case malformedStatusLine

    package var status: HTTPStatus {
        switch self {
        case .malformedRequestLine, .malformedTarget, .malformedField, .obsoleteLineFolding, .missingHost,
            .malformedHost, .malformedContentLength, .repeatedContentLength, .contentLengthWithTransferEncoding,
            .malformedTransferEncoding, .malformedChunk, .malformedTrailer, .incompleteRequest,
            .malformedStatusLine:
            .badRequest
        case .unsupportedVersion:
            .httpVersionNotSupported
        case .unsupportedTransferCoding:
            .notImplemented
        case .unsupportedExpectation:
            .expectationFailed
        case .requestLineTooLong:
            .uriTooLong
        case .headerTooLarge:
            .requestHeaderFieldsTooLarge
        case .bodyTooLarge:
            .contentTooLarge
        }
    }

    /// One line for the client.
    package var message: String {
        switch self {
        case .malformedRequestLine: "malformed request line"
        case .malformedTarget: "malformed request target"
        case .unsupportedVersion: "only HTTP/1.1 and HTTP/1.0 are spoken here"
        case .malformedField: "malformed header field"
        case .obsoleteLineFolding: "header field continued on a second line"
        case .missingHost: "Host header field missing or repeated"
        case .malformedHost: "malformed Host header field"
        case .malformedContentLength: "malformed Content-Length"
        case .repeatedContentLength: "more than one Content-Length"
        case .contentLengthWithTransferEncoding: "both Content-Length and Transfer-Encoding"
        case .malformedTransferEncoding: "malformed Transfer-Encoding"
        case .unsupportedTransferCoding: "the only transfer coding understood is chunked"
        case .malformedChunk: "malformed chunk"
        case .malformedTrailer: "malformed trailer field"
        case .unsupportedExpectation: "the only expectation understood is 100-continue"
        case .requestLineTooLong: "request line too long"
        case .headerTooLarge: "header fields too large"
        case .bodyTooLarge: "body too large"
        case .incompleteRequest: "connection closed in the middle of a request"
        case .malformedStatusLine: "malformed status line"
        }
    }
}
