/// What probes and metrics show of the certificates that are kept.
package struct KeeperStatus: Sendable {
    package enum Result: String, CaseIterable, Hashable, Sendable {
        case success, failure
        /// Another replica was faster.
        case conflict
    }

    package struct Configuration: Hashable, Sendable {
        /// Kind and name.
        package var name: String
        package var isRegistered = false
        package var isInstalled = false
        /// Why it cannot be read or written.
        package var problem: String?

        init(name: String) {
            self.name = name
        }
    }

    package var secret: String
    /// Why the Secret cannot be read, used or written.
    package var secretProblem: String?
    package var configurations: [Configuration]
    /// Secrets, authorities and leaves that were made.
    package var renewals: [Result: UInt64] = [:]
    /// Whether a pair of the Secret is served.
    package var hasPair = false

    init(secret: String, configurations: [String]) {
        self.secret = secret
        self.configurations = configurations.map { Configuration(name: $0) }
    }
}

/// For the log; once for each change.
package enum KeeperNotice: Sendable {
    case secretFailed(String)
    case secretIsFine
    case made(CertificatePlan.Step)
    case registered(configuration: String)
    case registrationFailed(configuration: String, String)
    case registrationIsFine(configuration: String)
    /// The leaf is good and a registered bundle does not know its authority.
    case waitsForRegistration
}
