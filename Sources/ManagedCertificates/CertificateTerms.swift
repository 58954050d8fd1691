/// What is asked of the certificates that are made; seconds where nothing else is said.
package struct CertificateTerms: Hashable, Sendable {
    package var names: [String]
    package var leafLife: Int
    package var authorityLife: Int

    package init(names: [String], leafLife: Int = 720 * 3600, authorityLife: Int = 8760 * 3600) {
        self.names = names
        self.leafLife = leafLife
        self.authorityLife = authorityLife
    }

    /// How long a new authority is registered before anything that it has signed is served: kube-apiserver hears of a
    /// changed configuration by a watch, each of several on its own.
    var settling: Int { max(1, min(10, leafLife / 10)) }

    /// How long after its end an authority leaves the bundle, so that clocks that differ do not argue about it.
    var parting: Int { max(1, min(86_400, authorityLife / 10)) }

    /// Between two looks, in nanoseconds.
    package var pollInterval: UInt64 { UInt64(max(200, min(5000, leafLife * 1000 / 20))) * 1_000_000 }

    /// For one request, in nanoseconds.
    var patience: UInt64 { UInt64(max(500, min(5000, leafLife * 1000 / 8))) * 1_000_000 }

    /// Authorities of others that are kept beside one's own.
    static let foreignLimit = 8
}
