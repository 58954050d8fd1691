import Certificates

/// What one replica does next about the certificates that all replicas share.
///
/// A value that is told what was read, the configurations before the Secret, and answers with one step. Each step is a
/// write that the API server refuses when the object has changed since it was read; then everything is read again. So at
/// every moment each registered bundle verifies what each replica serves:
///
/// * a bundle is registered as it stands in the Secret, and an authority comes into the Secret long before it signs;
/// * it signs only when every configuration has been seen with it for ``CertificateTerms/settling``;
/// * it leaves the Secret only when its own life is over, and with it that of everything it has signed.
package struct CertificatePlan: Sendable {
    package enum Step: Hashable, Sendable {
        /// A Secret with a new authority besides these; without a leaf where bundles are registered that cannot know it.
        case create(keeping: [Authority], withLeaf: Bool)
        /// Into the Secret: authorities that are registered, of whoever served before.
        case absorb([Authority])
        /// The Secret's bundle into these configurations, by index.
        case register([Int])
        case addAuthority
        case issueLeaf(by: AuthorityID, names: [String])
        /// Authorities whose life is over out of the Secret.
        case drop([AuthorityID])
    }

    package let terms: CertificateTerms
    /// The newest authority that all configurations carry, and when they were first seen to.
    private var carried: (id: AuthorityID, since: Int)?
    private var remembered: [Authority] = []
    /// What this replica serves.
    package private(set) var served: Leaf?

    package init(_ terms: CertificateTerms) {
        self.terms = terms
    }

    /// Nil when there is nothing to do for now; `registrations` were read before the Secret.
    package mutating func next(_ secret: SecretState, _ registrations: [Registration], now: Int) -> Step? {
        switch secret {
        case .unknown, .broken: return nil
        case .absent, .empty: return creation(registrations, now: now)
        case .usable(let facts):
            remembered = facts.authorities
            noteCarried(facts, registrations, now: now)
            return absorption(facts, registrations, now: now) ?? registration(facts, registrations)
                ?? renewal(facts, registrations, now: now) ?? parting(facts, now: now)
        }
    }

    /// Whether to serve the Secret's leaf from now on.
    package mutating func adopts(_ leaf: Leaf, _ registrations: [Registration], now: Int) -> Bool {
        guard leaf.life.contains(now) else { return false }
        let isRefused = registrations.contains { $0.excludes(leaf.issuer) }
        // What is over works for nobody, so anything is better; a replica that serves nothing yet is not asked.
        if isRefused, served?.life.contains(now) ?? true { return false }
        served = leaf
        return true
    }
}

extension CertificatePlan {
    private func creation(_ registrations: [Registration], now: Int) -> Step? {
        guard !registrations.contains(where: { $0.state == .unknown }) else { return nil }
        let registered = registrations.flatMap(\.authorities)
        var seen: Set<AuthorityID> = []
        let kept = (registered + remembered).filter { $0.life.contains(now) && seen.insert($0.id).inserted }
            .sorted { $0.life.notAfter < $1.life.notAfter }
        return .create(keeping: Array(kept.suffix(CertificateTerms.foreignLimit)), withLeaf: registered.isEmpty)
    }

    private func absorption(_ facts: SecretFacts, _ registrations: [Registration], now: Int) -> Step? {
        let room = CertificateTerms.foreignLimit - facts.authorities.count
        guard room > 0, registrations.contains(where: \.isWritable) else { return nil }
        var seen = Set(facts.authorities.map(\.id))
        let foreign = registrations.flatMap(\.authorities).filter {
            $0.life.contains(now) && seen.insert($0.id).inserted
        }
        return foreign.isEmpty ? nil : .absorb(Array(foreign.prefix(room)))
    }

    private func registration(_ facts: SecretFacts, _ registrations: [Registration]) -> Step? {
        let differing = registrations.indices.filter {
            registrations[$0].isWritable && !registrations[$0].isExactly(facts.authorities)
        }
        return differing.isEmpty ? nil : .register(differing)
    }

    private mutating func noteCarried(_ facts: SecretFacts, _ registrations: [Registration], now: Int) {
        guard let newest = facts.signers.first, registrations.allSatisfy({ $0.carries(newest) }),
            !registrations.contains(where: { $0.state == .unknown })
        else {
            carried = nil
            return
        }
        if carried?.id != newest { carried = (newest, now) }
    }

    private func renewal(_ facts: SecretFacts, _ registrations: [Registration], now: Int) -> Step? {
        guard let newest = facts.signers.first.flatMap(facts.authority) else { return nil }
        if now >= newest.life.notAfter { return .addAuthority }
        guard let leaf = facts.leaf else {
            return isKnown(newest.id, registrations, now: now) ? .issueLeaf(by: newest.id, names: terms.names) : nil
        }
        if leaf.issuer == newest.id, leaf.life.contains(now), now >= newest.life.renewal { return .addAuthority }
        let missing = terms.names.filter { !leaf.names.contains($0) }
        let isDue = now >= leaf.life.renewal || facts.authority(leaf.issuer) == nil || !missing.isEmpty
        // Names of a replica with other settings stay until the next renewal, or the two would never agree.
        let names = missing.isEmpty || now >= leaf.life.renewal ? terms.names : leaf.names + missing
        // Where nobody tells what is registered, the old authority signs as long as it lives.
        let mayChange = !registrations.contains { $0.state == .refused } && isKnown(newest.id, registrations, now: now)
        if leaf.issuer != newest.id, mayChange { return .issueLeaf(by: newest.id, names: names) }
        guard isDue else { return nil }
        if facts.signers.contains(leaf.issuer), let issuer = facts.authority(leaf.issuer), now < issuer.life.notAfter {
            // A leaf ends with its issuer at the latest; another one would end no later.
            let isWorthIt = issuer.life.notAfter > leaf.life.notAfter || !missing.isEmpty
            return isWorthIt ? .issueLeaf(by: leaf.issuer, names: names) : nil
        }
        // What is over works for nobody.
        return now >= leaf.life.notAfter ? .issueLeaf(by: newest.id, names: names) : nil
    }

    /// Whether what this authority signs is taken wherever a bundle is registered.
    private func isKnown(_ newest: AuthorityID, _ registrations: [Registration], now: Int) -> Bool {
        let isAnythingRegistered = registrations.contains { $0.state == .unknown || !$0.authorities.isEmpty }
        guard isAnythingRegistered else { return true }
        guard let carried, carried.id == newest else { return false }
        // Readings are whole seconds, so one more.
        return now - carried.since > terms.settling
    }

    private func parting(_ facts: SecretFacts, now: Int) -> Step? {
        let over = facts.authorities.filter { authority in
            authority.life.notAfter + terms.parting <= now && authority.id != facts.leaf?.issuer
                && authority.id != facts.signers.first
        }
        return over.isEmpty ? nil : .drop(over.map(\.id))
    }
}
