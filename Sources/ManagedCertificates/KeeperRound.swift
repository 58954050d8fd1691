import Certificates
import JSON
import KubernetesClient

/// Reads, does what the plan says, and reads again until there is nothing to do; used by one thread.
struct KeeperRound {
    /// Of the resources by index, the first two.
    static let kinds = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"]
    static let secretIndex = 2
    static let resources = [
        WatchedResource(
            kinds[0],
            paths: ["/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations"],
            isFollowed: false
        ),
        WatchedResource(
            kinds[1],
            paths: ["/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations"],
            isFollowed: false
        ),
        WatchedResource("Secret", paths: ["/api/v1/secrets"], isFollowed: false),
    ]

    /// Steps of one round; no way of things needs more than a few.
    private static let stepLimit = 12

    let place: CertificateKeeper.Place
    let server: KeeperServer
    let notice: (KeeperNotice) -> Void
    var plan: CertificatePlan
    var status: KeeperStatus
    private var news: TLSCredentials?
    private var saysWaiting = false
    var problems = Problems()
    /// PEM of the authorities that the Secret had last.
    var remembered: [AuthorityID: [UInt8]] = [:]

    /// Why something did not work when it was last tried; of the configurations by index.
    struct Problems {
        var reading: String?
        var writing: String?
        var registrations: [Int: String] = [:]
        var registering: [Int: String] = [:]
    }

    /// What was read for one step.
    struct Reading {
        var objects: [RegistrationObject?] = []
        var registrations: [Registration] = []
        var contents = SecretContents()
        /// Nil when there is no Secret.
        var resourceVersion: String?
    }

    init(
        _ place: CertificateKeeper.Place,
        _ terms: CertificateTerms,
        _ server: KeeperServer,
        notice: @escaping (KeeperNotice) -> Void
    ) {
        self.place = place
        self.server = server
        self.notice = notice
        plan = CertificatePlan(terms)
        status = KeeperStatus(
            secret: "\(place.namespace)/\(place.secret)",
            configurations: Self.kinds.map { "\($0)/\(place.configurations)" }
        )
    }

    /// The pair that is to be served from now on; nil when it stays as it is.
    mutating func run(_ clock: () -> Int) -> TLSCredentials? {
        news = nil
        var unwritable: Set<Int> = []
        for _ in 0..<Self.stepLimit {
            let now = clock()
            var reading = readRegistrations(unwritable)
            let secret = readSecret(&reading)
            if case .usable(let facts) = secret { adopt(facts, reading, now: now) }
            noteRegistrations(secret, reading)
            guard let step = plan.next(secret, reading.registrations, now: now) else {
                if secret != .unknown { noteWriting(nil) }
                break
            }
            guard perform(step, reading, &unwritable, now: now) else { break }
        }
        return news
    }

    private mutating func adopt(_ facts: SecretFacts, _ reading: Reading, now: Int) {
        guard let leaf = facts.leaf, let pair = try? reading.contents.credentials() else { return }
        if plan.adopts(leaf, reading.registrations, now: now) {
            news = pair
            status.hasPair = true
            saysWaiting = false
        } else if !saysWaiting, !status.hasPair {
            saysWaiting = true
            notice(.waitsForRegistration)
        }
    }
}
