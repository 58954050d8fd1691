package import Certificates
package import JSON
import Kubernetes

/// The four keys of the Secret, as PEM.
package struct SecretContents: Sendable {
    package enum Key {
        package static let chain = "tls.crt"
        package static let key = "tls.key"
        package static let bundle = "ca.crt"
        package static let authorityKeys = "ca.key"
        static let all = [chain, key, bundle, authorityKeys]
    }

    /// Why the Secret cannot be used; never with anything of a key in it.
    package struct Problem: Error, Hashable, Sendable {
        package var text: String
    }

    /// Leaf first; empty: there is none yet.
    package var chain: [UInt8] = []
    package var key: [UInt8] = []
    package var bundle: [UInt8] = []
    /// The newest first.
    package var authorityKeys: [UInt8] = []

    package init() {}

    /// Nil when none of the keys is there.
    package init?(_ secret: JSONValue) throws(Problem) {
        let data = secret["data"]
        var values: [String: [UInt8]] = [:]
        for name in Key.all {
            guard let text = data?[name]?.string, !text.isEmpty else { continue }
            guard let bytes = Base64.decode(text) else { throw Problem(text: "\(name) is not base64") }
            values[name] = bytes
        }
        if values.isEmpty { return nil }
        chain = values[Key.chain] ?? []
        key = values[Key.key] ?? []
        bundle = values[Key.bundle] ?? []
        authorityKeys = values[Key.authorityKeys] ?? []
    }

    /// Nil without a leaf.
    package func credentials() throws(Problem) -> TLSCredentials? {
        if chain.isEmpty, key.isEmpty { return nil }
        guard !chain.isEmpty else { throw Problem(text: "tls.key is there and tls.crt is not") }
        guard !key.isEmpty else { throw Problem(text: "tls.crt is there and tls.key is not") }
        do throws(CertificateError) {
            return try TLSCredentials(certificatePEM: chain, privateKeyPEM: key)
        } catch {
            throw Problem(text: "tls.crt and tls.key: \(error)")
        }
    }

    /// Found by reading every certificate and key; `names` are those that the leaf is asked about.
    package func facts(names: [String]) throws(Problem) -> SecretFacts {
        let authorities: [Certificate]
        do throws(CertificateError) {
            authorities = try Certificate.all(pem: bundle)
        } catch {
            throw Problem(text: "ca.crt: \(error)")
        }
        var facts = SecretFacts(
            authorities: authorities.map { Authority(id: $0.fingerprint, life: $0.life) },
            signers: try signers(authorities).map(\.certificate.fingerprint),
            leaf: nil
        )
        guard try credentials() != nil else { return facts }
        do throws(CertificateError) {
            guard let leaf = try Certificate.all(pem: chain).first else { throw .noCertificate }
            guard let issuer = authorities.first(where: { leaf.isSigned(by: $0) }) else {
                throw .malformedCertificate(reason: "no authority of ca.crt has signed it")
            }
            // An address may be asked for in another way of writing it.
            let addresses = leaf.ipAddresses
            facts.leaf = Leaf(
                issuer: issuer.fingerprint,
                life: leaf.life,
                names: leaf.dnsNames.map { $0.lowercased() } + addresses
                    + names.filter { !addresses.contains($0) && leaf.isFor(address: $0) }
            )
        } catch {
            throw Problem(text: "tls.crt: \(error)")
        }
        return facts
    }

    /// The authorities whose keys are there, in the order of the keys.
    func signers(
        _ authorities: [Certificate]
    ) throws(Problem) -> [(certificate: Certificate, key: PrivateKey)] {
        if authorityKeys.isEmpty { return [] }
        let keys: [PrivateKey]
        do throws(CertificateError) {
            keys = try PrivateKey.all(pem: authorityKeys)
        } catch {
            throw Problem(text: "ca.key: \(error)")
        }
        let signers = keys.compactMap { key in
            authorities.last { key.matches($0) }.map { (certificate: $0, key: key) }
        }
        guard signers.count == keys.count else { throw Problem(text: "ca.key matches no authority of ca.crt") }
        return signers
    }
}
