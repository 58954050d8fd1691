/// One webhook configuration, as far as a plan looks at it.
package struct Registration: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// Not installed, or not yet.
        case absent
        /// Reading it is refused, for good as far as anybody knows.
        case refused
        /// Not read, which may pass.
        case unknown
        /// The authorities of each webhook's `caBundle`; none where there is no bundle, or none that can be read.
        case found([[Authority]])
    }

    package var state: State
    /// False when writing it has just been refused.
    package var isWritable: Bool

    package init(_ state: State, isWritable: Bool = true) {
        self.state = state
        self.isWritable = isWritable
    }

    /// All that is registered, each once.
    var authorities: [Authority] {
        guard case .found(let webhooks) = state else { return [] }
        var seen: Set<AuthorityID> = []
        return webhooks.joined().filter { seen.insert($0.id).inserted }
    }

    /// Whether every webhook's bundle has it.
    func carries(_ id: AuthorityID) -> Bool {
        guard case .found(let webhooks) = state else { return true }
        return webhooks.allSatisfy { bundle in bundle.contains { $0.id == id } }
    }

    /// Whether what the authority has signed is refused by a bundle that is there.
    func excludes(_ id: AuthorityID) -> Bool {
        guard case .found(let webhooks) = state else { return false }
        return webhooks.contains { bundle in !bundle.isEmpty && !bundle.contains { $0.id == id } }
    }

    /// Whether each webhook's bundle is these and no others.
    package func isExactly(_ authorities: [Authority]) -> Bool {
        guard case .found(let webhooks) = state else { return true }
        let ids = Set(authorities.map(\.id))
        return webhooks.allSatisfy { Set($0.map(\.id)) == ids }
    }
}
