import Glibc
package import Certificates

/// Certificates that are made when a test runs and live an hour.
package enum Certificates {
    package static func authority(_ name: String = "test CA") throws -> TLSCredentials {
        try request(name, .authority).issue()
    }

    /// `start` and `end` are seconds from now.
    package static func server(
        _ dnsNames: [String] = ["localhost"],
        by issuer: TLSCredentials? = nil,
        from start: Int = -60,
        to end: Int = 3600
    ) throws
        -> TLSCredentials
    {
        var request = request(dnsNames.first ?? "localhost", .server)
        request.notBefore = time(nil) + start
        request.notAfter = time(nil) + end
        request.dnsNames = dnsNames
        request.ipAddresses = ["127.0.0.1"]
        return try request.issue(by: issuer)
    }

    package static func client(
        _ commonName: String,
        dnsNames: [String] = [],
        by issuer: TLSCredentials
    ) throws -> TLSCredentials {
        var request = request(commonName, .client)
        request.dnsNames = dnsNames
        return try request.issue(by: issuer)
    }

    private static func request(_ name: String, _ usage: CertificateRequest.Usage) -> CertificateRequest {
        let now = time(nil)
        return CertificateRequest(commonName: name, usage: usage, notBefore: now - 60, notAfter: now + 3600)
    }
}
