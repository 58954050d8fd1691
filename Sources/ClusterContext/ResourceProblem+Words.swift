package import KubernetesClient

/// The names under which failures are counted.
package enum FailureReason: String, CaseIterable, Hashable, Sendable {
    case forbidden, answer, malformed, unreachable, untrusted, credentials
    case unknownKind = "unknown_kind"
}

extension ResourceProblem {
    package var reason: FailureReason {
        switch self {
        case .forbidden: .forbidden
        case .unknownKind: .unknownKind
        case .answer: .answer
        case .malformed: .malformed
        case .unreachable: .unreachable
        case .untrusted: .untrusted
        case .credentials: .credentials
        }
    }

    /// A few words, for a warning.
    package var brief: String {
        switch self {
        case .forbidden: "forbidden"
        case .unknownKind: "not installed"
        case .answer(let status, _): "HTTP status \(status)"
        case .malformed: "malformed answer"
        case .unreachable: "API server unreachable"
        case .untrusted: "API server not trusted"
        case .credentials: "no credentials"
        }
    }

    /// Whether the API server has the last word on it: what saved objects say then counts instead.
    var isRefusal: Bool {
        switch self {
        case .forbidden, .unknownKind: true
        case .answer, .malformed, .unreachable, .untrusted, .credentials: false
        }
    }
}
