/// What may be kept of a private key: its public key, or why it is no key.
package enum KeyStandIn: Hashable, Sendable {
    /// PEM.
    case publicKey([UInt8])
    case problem(KeyPairInspection.Problem)
    /// SM2, which nobody judges.
    case passedOver

    /// Of the PEM text of a private key.
    package init(of key: [UInt8]) {
        switch KeyReading(key) {
        case .key(let key): self = key.publicPEM.map { .publicKey($0) } ?? .problem(.malformedKey)
        case .problem(let problem): self = .problem(problem)
        case .passedOver: self = .passedOver
        }
    }
}

extension KeyStandIn {
    /// ``text`` read back; nil for any other.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.count > 1 ? String(parts[1]) : nil
        switch (parts.first, rest) {
        case ("public", let pem?): self = .publicKey(Array(pem.utf8))
        case ("passed over", nil): self = .passedOver
        case ("malformed", nil): self = .problem(.malformedKey)
        case ("encrypted", nil): self = .problem(.encryptedKey)
        case ("none", let label): self = .problem(.noKey(found: label))
        case ("unchecked", let key?): self = .problem(.uncheckedKey(key))
        default: return nil
        }
    }

    package var text: String {
        switch self {
        case .publicKey(let pem): "public:" + String(decoding: pem, as: UTF8.self)
        case .passedOver: "passed over"
        case .problem(.noKey(found: nil)): "none"
        case .problem(.noKey(found: let label?)): "none:" + label
        case .problem(.encryptedKey): "encrypted"
        case .problem(.uncheckedKey(let name)): "unchecked:" + name
        case .problem: "malformed"
        }
    }
}
