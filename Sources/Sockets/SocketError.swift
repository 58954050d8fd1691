import Glibc

/// What the operating system or an address refused.
package enum SocketError: Error, Hashable, Sendable {
    case malformedAddress(String)
    case addressInUse(String)
    case systemCall(String, errno: CInt)
    /// A host name that nobody knows, or that cannot be looked up at the moment.
    case unresolved(String, reason: String)

    package static func last(_ call: StaticString) -> SocketError {
        .systemCall("\(call)", errno: errno)
    }
}

extension SocketError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformedAddress(let text): "not an address like 0.0.0.0:9443, [::]:9443 or :9443: \(text)"
        case .addressInUse(let address): "\(address) is already in use"
        case .systemCall(let call, let number): "\(call): \(String(cString: strerror(number)))"
        case .unresolved(let host, let reason): "looking up \(host): \(reason)"
        }
    }
}
