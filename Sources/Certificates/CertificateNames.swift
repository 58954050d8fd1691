/// The DNS names that a certificate is for, ready to be asked about any number of hosts.
package struct CertificateNames: Sendable {
    /// As the certificate writes them.
    package let names: [String]
    /// In lower case; of a wildcard what stands behind its star, such as `.example.com`.
    private var exact: Set<String> = []
    private var parents: Set<String> = []

    package init(_ names: [String]) {
        self.names = names
        for name in names {
            let name = name.lowercased()
            if name.hasPrefix("*.") { parents.insert(String(name.dropFirst())) }
            exact.insert(name)
        }
    }

    /// The names of all of them together.
    package init(joining all: some Sequence<CertificateNames>) {
        var names: [String] = []
        for one in all {
            names += one.names
            exact.formUnion(one.exact)
            parents.formUnion(one.parents)
        }
        self.names = names
    }

    /// Whether a name stands for `host`: the same text without regard to case, or a wildcard for its first label (RFC
    /// 9525 section 6.3).
    package func covers(_ host: String) -> Bool {
        let host = host.lowercased()
        if exact.contains(host) { return true }
        return host.firstIndex(of: ".").map { parents.contains(String(host[$0...])) } ?? false
    }
}
