import Certificates
import Webhook

/// Judges one chain, and what belongs to it, for a report.
struct CertificateJudge {
    let now: Int
    var report = CertificateReport()

    init(now: Int) {
        self.now = now
    }

    /// Key, names, life and strength of a leaf; false when it cannot be read.
    ///
    /// `key` is nil for one that is served
    /// elsewhere.
    mutating func judge(_ chain: [UInt8], key: [UInt8]?, names: [String], _ place: String) -> Bool {
        let certificates: [Certificate]
        do throws(CertificateError) {
            certificates = try Certificate.all(pem: chain)
        } catch {
            report.error("pair", place, "\(error)", fix: "put the certificate chain there in PEM, the leaf first")
            return false
        }
        guard let leaf = certificates.first else { return false }
        if let key { judge(key, leaf, place) }
        judge(names, leaf, place)
        judge(leaf.life, "the certificate", place)
        if let weakness = certificates.lazy.compactMap(\.weakness).first {
            report.error("key", place, "a certificate of the chain has \(weakness)", fix: "issue it with ECDSA P-256")
        } else {
            report.ok("key", place, leaf.keyDescription)
        }
        return true
    }

    private mutating func judge(_ key: [UInt8], _ leaf: Certificate, _ place: String) {
        do throws(CertificateError) {
            guard try PrivateKey(pem: key).matches(leaf) else { throw .keyMismatch }
            report.ok("pair", place, "certificate and key belong together")
        } catch {
            let fix = "put the key of this certificate there, in PEM and without passphrase"
            report.error("pair", place, "\(error)", fix: fix)
        }
    }

    private mutating func judge(_ names: [String], _ leaf: Certificate, _ place: String) {
        let covered = CertificateNames(leaf.dnsNames)
        if names.isEmpty, leaf.dnsNames.isEmpty {
            let fix = "issue it with the Service's name as DNS name; kube-apiserver looks at no common name"
            report.warn("names", place, "the certificate has no DNS name", fix: fix)
        }
        for name in names where !covered.covers(name) && !leaf.isFor(address: name) {
            let has = leaf.dnsNames.isEmpty ? "it has no DNS names" : "it has \(leaf.dnsNames.joined(separator: ", "))"
            report.error(
                "names",
                place,
                "the certificate is not for \(name); \(has)",
                fix: "issue it with \(name) as subject alternative name"
            )
        }
        if report.findings.last?.check != "names" || report.findings.last?.place != place {
            report.ok("names", place, (names.isEmpty ? leaf.dnsNames : names).joined(separator: ", "))
        }
    }

    /// Warns when a third of the life is left, of a long life 30 days.
    mutating func judge(_ life: CertificateLife, _ what: String, _ place: String) {
        let end = WallClock.timestamp(seconds: life.notAfter)
        let third = (life.notAfter - life.notBefore) / 3
        if now < life.notBefore {
            let fix = "set the clock, or issue it again"
            report.error(
                "expiry",
                place,
                "\(what) is valid from \(WallClock.timestamp(seconds: life.notBefore)) on",
                fix: fix
            )
        } else if now >= life.notAfter {
            report.error("expiry", place, "\(what) has expired, \(end)", fix: "renew it")
        } else if life.notAfter - now < min(30 * 86_400, third) {
            report.warn("expiry", place, "\(what) expires \(end)", fix: "renew it, and see why nothing else has")
        } else {
            report.ok("expiry", place, "\(what) is valid until \(end)")
        }
    }

    /// Whether who trusts `bundle` takes the chain under `name`; nil looks for no name.
    mutating func judge(
        _ chain: [UInt8],
        against bundle: [UInt8],
        name: String?,
        _ place: String,
        _ bundlePlace: String
    ) {
        let problem: String?
        do throws(CertificateError) {
            problem = try CertificateVerification.problem(chain: chain, bundle: bundle, serverName: name, now: now)
        } catch {
            report.error("chain", bundlePlace, "\(error)", fix: "put the authorities there in PEM")
            return
        }
        if let problem {
            let fix =
                "put the authority that has signed the certificate into \(bundlePlace), or serve one that it has signed"
            report.error("chain", place, "\(bundlePlace) does not verify it: \(problem)", fix: fix)
        } else {
            report.ok("chain", place, "verified by \(bundlePlace)")
        }
        let authorities = (try? Certificate.all(pem: bundle)) ?? []
        for (index, authority) in authorities.enumerated() where now >= authority.notAfter {
            let text = "authority \(index + 1) has expired, \(WallClock.timestamp(seconds: authority.notAfter))"
            report.warn("expiry", bundlePlace, text, fix: "take it out")
        }
    }
}
