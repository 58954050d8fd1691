/// A certificate that lives in memory only, for trying the server out.
package enum SelfSignedCertificate {
    /// - Parameters:
    ///   - now: Seconds since 1970. Validity starts an hour earlier, for clocks that lag.
    ///   - lifetime: Seconds.
    package static func make(
        dnsNames: [String] = ["localhost"],
        ipAddresses: [String] = ["127.0.0.1", "::1"],
        now: Int,
        lifetime: Int = 365 * 86_400
    ) throws(TLSError) -> TLSCredentials {
        try CertificateRequest(
            commonName: dnsNames.first ?? "localhost",
            dnsNames: dnsNames,
            ipAddresses: ipAddresses,
            usage: .server,
            notBefore: now - 3600,
            notAfter: now + lifetime
        ).issue()
    }
}
