/// Names of hosts in `spec.tls` and in certificates, where a wildcard stands for one label.
///
/// RFC 6125, section 6.4.3. In rules it stands for any number of labels, see ``HostCoverage``.
package enum TLSHost {
    /// `*.example.com` for `a.example.com`; empty for a single label.
    package static func wildcard(for host: String) -> String {
        guard let dot = host.utf8.firstIndex(of: UInt8(ascii: ".")) else { return "" }
        return "*" + host[dot...]
    }
}
