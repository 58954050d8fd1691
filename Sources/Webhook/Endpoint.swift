import Admission

/// The listeners of the server, in the order in which they are started.
package enum Endpoint: Hashable, Sendable {
    /// HTTPS: `/mutate` and `/validate`.
    case webhook
    /// Plain HTTP: `/healthz`, `/livez`, `/readyz`.
    case probes
    /// Plain HTTP: `/metrics`.
    case metrics
}
