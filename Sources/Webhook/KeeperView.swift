import ManagedCertificates

/// Self-managed certificates as probes, metrics and the log show them.
struct KeeperView: Sendable {
    let keeper: CertificateKeeper

    /// Why nothing but the stand-in is served.
    var problem: String {
        let status = keeper.status
        if let problem = status.secretProblem { return "Secret \(status.secret): \(problem)" }
        let waiting = status.configurations.filter { $0.isInstalled && !$0.isRegistered }
        guard let first = waiting.first else { return "waiting for Secret \(status.secret)" }
        return "waiting until \(first.name) carries the bundle" + (first.problem.map { ": \($0)" } ?? "")
    }

    /// None of them fails: what is served goes on being served.
    var checks: [Readiness.Check] {
        let status = keeper.status
        var remarks: [String] = []
        for configuration in status.configurations {
            if let problem = configuration.problem {
                remarks.append("\(configuration.name): \(problem)")
            } else if !configuration.isInstalled {
                remarks.append("\(configuration.name) is not installed")
            } else if !configuration.isRegistered {
                remarks.append("\(configuration.name) does not carry the bundle yet")
            }
        }
        return [
            Readiness.Check(name: "certificate-secret", remark: status.secretProblem),
            Readiness.Check(name: "registration", remark: remarks.isEmpty ? nil : remarks.joined(separator: "; ")),
        ]
    }

    func write(to page: inout PrometheusText) {
        let status = keeper.status
        page.family(
            "alb_admission_certificate_renewals_total",
            "counter",
            "Certificates and authorities made for the Secret, by result; conflict: another replica was faster."
        )
        for result in KeeperStatus.Result.allCases {
            let labels = [("result", result.rawValue)]
            page.sample("alb_admission_certificate_renewals_total", labels, status.renewals[result] ?? 0)
        }
        page.family(
            "alb_admission_certificate_secret_usable",
            "gauge",
            "Whether the Secret can be read, is in order, and can be written when that is due."
        )
        page.sample("alb_admission_certificate_secret_usable", UInt64(status.secretProblem == nil ? 1 : 0))
        page.family(
            "alb_admission_ca_bundle_registered",
            "gauge",
            "Whether every webhook of a configuration carries the bundle of the Secret."
        )
        for configuration in status.configurations {
            page.sample(
                "alb_admission_ca_bundle_registered",
                [("configuration", configuration.name)],
                UInt64(configuration.isRegistered ? 1 : 0)
            )
        }
    }
}

/// Says in the log what happens to the certificates, without a byte of a key.
struct KeeperLog: Sendable {
    let log: Log
    let secret: String

    func write(_ notice: KeeperNotice) {
        let place = ("secret", Log.Value.text(secret))
        switch notice {
        case .secretFailed(let problem):
            log.write(
                .error,
                "certificate Secret not in order; what is served stays",
                [place, ("error", .text(problem))]
            )
        case .secretIsFine: log.write(.info, "certificate Secret is in order again", [place])
        case .made(let step): log.write(.info, Self.message(step), [place])
        case .registered(let name): log.write(.info, "caBundle registered", [("configuration", .text(name))])
        case .registrationFailed(let name, let problem):
            let fields: [(String, Log.Value)] = [("configuration", .text(name)), ("error", .text(problem))]
            log.write(.error, "caBundle cannot be kept; tried again", fields)
        case .registrationIsFine(let name):
            log.write(.info, "caBundle can be kept again", [("configuration", .text(name))])
        case .waitsForRegistration:
            log.write(.warn, "the certificate waits until the registered bundles know its authority", [place])
        }
    }

    private static func message(_ step: CertificatePlan.Step) -> String {
        switch step {
        case .create: "certificate Secret made"
        case .absorb: "registered authorities of others taken into the bundle"
        case .register: "caBundle registered"
        case .addAuthority: "new certificate authority in the bundle"
        case .issueLeaf: "serving certificate renewed"
        case .drop: "certificate authorities that are over left the bundle"
        }
    }
}
