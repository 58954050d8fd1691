package import JSON

/// What is heard of one ``WatchedResource``, in order.
package enum ResourceEvent: Sendable {
    /// A list begins: what is not named until ``listEnded`` does not exist any more.
    case listBegan
    /// An object as it is now; in a list it comes without `apiVersion` and `kind`.
    case object(JSONValue)
    /// The last state of an object that is gone.
    case deleted(JSONValue)
    /// All objects were named, and changes follow as they happen.
    case listEnded
    /// The server speaks and everything up to now has been told: events, bookmarks, a watch that was opened.
    case isCurrent
    /// Nothing is heard at the moment; it is tried again. Comes once for each new reason.
    case failed(ResourceProblem)
}

/// Why a resource cannot be read right now.
package enum ResourceProblem: Error, Hashable, Sendable {
    /// 401 or 403: what the server said.
    case forbidden(String)
    /// 404 at every path: the kind is not installed.
    case unknownKind
    /// Any other answer, in words.
    case answer(status: Int, String)
    /// What came is not what an API server sends.
    case malformed(String)
    /// No connection, or it broke, or nothing came in time.
    case unreachable(String)
    /// The server's certificate does not verify, or TLS fails otherwise.
    case untrusted(String)
    /// The token or the authorities cannot be read.
    case credentials(String)
}

extension ResourceProblem {
    /// Everything that is known, for the log and the probes.
    package var text: String {
        switch self {
        case .forbidden(let text): "forbidden: \(text)"
        case .unknownKind: "the API server has no such kind"
        case .answer(let status, let text): "HTTP status \(status): \(text)"
        case .malformed(let text): "malformed answer: \(text)"
        case .unreachable(let text): "unreachable: \(text)"
        case .untrusted(let text): "not trusted: \(text)"
        case .credentials(let text): "credentials: \(text)"
        }
    }
}
