import Admission
import Certificates
import Kubernetes

/// The certificate in a Secret, judged, and the words for what is wrong with it.
///
/// Words never quote more than labels of PEM blocks and names in certificates.
struct SecretInspection {
    struct Fault {
        /// `tls.crt` or `tls.key`.
        var key: String
        var problem: String
        var fix: String
        /// What belongs under the other key is there.
        var isSwapped = false
    }

    let leaf: KeyPairInspection.Leaf?
    let faults: [Fault]
    /// Exchanges the two values; nil unless they are a pair then.
    let exchange: Edit?

    /// A Secret under review.
    init(_ secret: Secret) {
        let certificate = secret.value("tls.crt") ?? []
        let key = secret.value("tls.key") ?? []
        let pair = KeyPairInspection(certificate: certificate, key: key)
        leaf = pair.leaf
        faults = Self.faults(pair, certificate, key)
        let isPairSwapped =
            faults.contains(where: \.isSwapped)
            && KeyPairInspection(certificate: key, key: certificate).problems.isEmpty
        exchange = isPairSwapped ? Self.exchange(secret.field(of: "tls.crt"), secret.field(of: "tls.key")) : nil
    }

    /// A Secret out of a snapshot, which holds a stand-in for the key.
    init(stored secret: Secret) {
        let certificate = secret.value("tls.crt") ?? []
        let key = secret.value("tls.key") ?? []
        let standIn = KeyStandIn(String(decoding: key, as: UTF8.self)) ?? .problem(.noKey(found: nil))
        let pair = KeyPairInspection(certificate: certificate, key: standIn)
        leaf = pair.leaf
        faults = Self.faults(pair, certificate, key)
        exchange = nil
    }

    private static func faults(_ pair: KeyPairInspection, _ certificate: [UInt8], _ key: [UInt8]) -> [Fault] {
        let missing = [("tls.crt", certificate), ("tls.key", key)].filter(\.1.isEmpty).map(\.0)
        return missing.map { Fault(key: $0, problem: "is missing or empty", fix: "put the PEM text there") }
            + pair.problems.map(Fault.init).filter { !missing.contains($0.key) }
    }

    /// Moves, so that the key is nowhere but in the object; nil where one of the two is encoded and the other is not.
    private static func exchange(_ certificate: FieldPath, _ key: FieldPath) -> Edit? {
        guard certificate.components.first == key.components.first else { return nil }
        let aside = FieldPath(components: certificate.components.dropLast() + [.key("tls.crt.aside")])
        return .all([.move(certificate, to: aside), .move(key, to: certificate), .move(aside, to: key)])
    }
}

extension SecretInspection.Fault {
    init(_ problem: KeyPairInspection.Problem) {
        switch problem {
        case .noCertificate(let found):
            self.init(
                "tls.crt",
                "holds \(Self.label(found)) CERTIFICATE block",
                "put the certificate chain there",
                found
            )
        case .malformedCertificate:
            self.init("tls.crt", "holds a CERTIFICATE block that cannot be decoded", "copy the whole PEM text again")
        case .uncheckedCertificate(let number, let key):
            self.init("tls.crt", "certificate \(number) has \(key), which is not checked", Self.fit)
        case .noKey(let found):
            self.init("tls.key", "holds \(Self.label(found)) PRIVATE KEY block", "put the private key there", found)
        case .malformedKey:
            self.init("tls.key", "holds a PRIVATE KEY block that cannot be decoded", "copy the whole PEM text again")
        case .encryptedKey:
            self.init(
                "tls.key",
                "is encrypted with a passphrase",
                "decrypt it, for example with: openssl pkey -in FILE -out FILE"
            )
        case .uncheckedKey(let key): self.init("tls.key", "is \(key), which is not checked", Self.fit)
        case .keyOfCertificate(let number):
            self.init(
                "tls.key",
                "belongs to certificate \(number) of tls.crt, not to the first",
                "put the certificate of the server first and the intermediates after it"
            )
        case .keyMismatch:
            self.init(
                "tls.key",
                "does not belong to the certificate in tls.crt",
                "use the key that the certificate was requested with"
            )
        }
    }

    private static let fit = "use a certificate with an RSA key of up to 16384 bits or an EC key on a named curve"

    /// `found` is the label of the block that is there instead.
    private init(_ key: String, _ problem: String, _ fix: String, _ found: String? = nil) {
        let other = key == "tls.crt" ? "PRIVATE KEY" : "CERTIFICATE"
        let isSwapped = found?.hasSuffix(other) ?? false
        self.init(
            key: key,
            problem: problem,
            fix: isSwapped ? "exchange the values of tls.crt and tls.key" : fix,
            isSwapped: isSwapped
        )
    }

    private static func label(_ found: String?) -> String { found.map { "\"\($0.clipped)\" instead of a" } ?? "no" }
}
