/// A certificate that lives in memory only, for trying the server out.
package enum SelfSignedCertificate {
    /// Valid from an hour before `now`, for clocks that lag; times are seconds since 1970.
    package static func make(
        dnsNames: [String] = ["localhost"],
        ipAddresses: [String] = ["127.0.0.1", "::1"],
        now: Int,
        lifetime: Int = 365 * 86_400
    ) throws(CertificateError) -> TLSCredentials {
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
