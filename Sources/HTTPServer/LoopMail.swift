import HTTP
import TLS

/// What other threads tell an event loop.
enum LoopMail: Sendable {
    case context(TLSContext, endpoint: Int)
    case handler(@Sendable (HandlerBase) -> Void)
    case answer(HTTPResponse, HTTPTicket)
    /// Connections of an endpoint that exist now end with their next answer.
    case lastAnswers(endpoint: Int)
    case announce
    case drain(deadline: UInt64)
}
