/// Bounds on what a client may make the server hold and how long it may take.
///
/// Durations are nanoseconds.
package struct HTTPLimits: Sendable, Hashable {
    /// Method, target and version without the line end; 414 above it, and kube-apiserver needs under 300 bytes.
    package var requestLine = 8 * 1024

    /// Request line and fields with the empty line that ends them; 431 above it.
    package var headerBlock = 16 * 1024

    package var fieldCount = 100

    /// An object of at most 3 MiB (`MaxRequestBodyBytes`), the old object of the same size, and the rest of the review.
    package var body = 7 * 1024 * 1024

    /// A chunk's size with its extensions.
    package var chunkLine = 256

    /// kube-apiserver gives up a TLS handshake after 10 s.
    package var handshakeTime: UInt64 = 10 * second

    /// From a request's first byte to the end of its fields.
    package var headerTime: UInt64 = 10 * second

    /// From the end of the fields to the end of the body; 30 s is the longest `timeoutSeconds`.
    package var bodyTime: UInt64 = 30 * second

    /// Longest wait for an answer that comes from elsewhere; 30 s is the longest `timeoutSeconds`.
    package var handlerTime: UInt64 = 30 * second

    package var writeTime: UInt64 = 30 * second

    /// Longer than the 90 s after which kube-apiserver drops an idle connection, so that the client closes first and a
    /// request can never meet a close.
    package var idleTime: UInt64 = 180 * second

    /// How long a connection that has not sent anything yet is kept once the server closes idle ones.
    package var unusedGrace: UInt64 = 1 * second

    /// How long the server reads on after its last answer, so that a reset does not overtake it (RFC 9112 section 9.6).
    package var lingerTime: UInt64 = 2 * second

    package static let second: UInt64 = 1_000_000_000

    package init() {}
}
