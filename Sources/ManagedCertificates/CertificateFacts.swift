package import Certificates

/// A certificate's SHA-256.
package typealias AuthorityID = [UInt8]

/// A certificate authority, as far as a plan looks at it.
package struct Authority: Hashable, Sendable {
    package var id: AuthorityID
    package var life: CertificateLife

    package init(id: AuthorityID, life: CertificateLife) {
        self.id = id
        self.life = life
    }
}

/// A serving certificate, as far as a plan looks at it.
package struct Leaf: Hashable, Sendable {
    package var issuer: AuthorityID
    package var life: CertificateLife
    package var names: [String]

    package init(issuer: AuthorityID, life: CertificateLife, names: [String]) {
        self.issuer = issuer
        self.life = life
        self.names = names
    }
}

/// What a Secret that is in order holds.
package struct SecretFacts: Hashable, Sendable {
    /// Of `ca.crt`, oldest first.
    package var authorities: [Authority]
    /// Those whose keys are in `ca.key`, the newest first; empty: nothing can be renewed.
    package var signers: [AuthorityID]
    /// Nil until the registered bundles know the authority that is to sign it.
    package var leaf: Leaf?

    package init(authorities: [Authority], signers: [AuthorityID], leaf: Leaf?) {
        self.authorities = authorities
        self.signers = signers
        self.leaf = leaf
    }

    func authority(_ id: AuthorityID) -> Authority? { authorities.first { $0.id == id } }
}

/// The Secret as it was read last.
package enum SecretState: Hashable, Sendable {
    case absent
    /// It exists and none of its keys does.
    case empty
    case usable(SecretFacts)
    /// What is in it cannot be used, and is somebody else's to repair.
    case broken
    /// Not read.
    case unknown
}
