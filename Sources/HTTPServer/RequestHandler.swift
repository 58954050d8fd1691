package import HTTP
package import TLS

/// Answers the requests of one event loop; lives on its thread and is never shared.
package protocol RequestHandler: SendableMetatype {
    /// Immutable settings, snapshots and the like.
    associatedtype Message: Sendable

    /// Runs on the event loop: nothing else of that loop happens until it returns, so it must not block.
    mutating func respond(to request: borrowing HTTPRequest) -> HTTPReply

    /// Comes between two requests.
    mutating func receive(_ message: Message)

    /// Says why a client did not get through TLS; "alert unknown ca" means that it does not trust the certificate.
    mutating func handshakeFailed(_ error: TLSError)
}

extension RequestHandler {
    package mutating func handshakeFailed(_ error: TLSError) {}
}

/// A handler whose type the event loop does not need to know.
class HandlerBase {
    func respond(to request: borrowing HTTPRequest) -> HTTPReply {
        .now(.text(.internalServerError, "no handler"))
    }

    func handshakeFailed(_ error: TLSError) {}
}

final class HandlerBox<Handler: RequestHandler>: HandlerBase {
    private var handler: Handler

    init(_ handler: Handler) {
        self.handler = handler
    }

    override func respond(to request: borrowing HTTPRequest) -> HTTPReply {
        handler.respond(to: request)
    }

    override func handshakeFailed(_ error: TLSError) {
        handler.handshakeFailed(error)
    }

    func receive(_ message: Handler.Message) {
        handler.receive(message)
    }
}
