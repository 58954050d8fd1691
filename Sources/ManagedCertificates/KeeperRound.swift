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
    private(set) var remembered: [AuthorityID: [UInt8]] = [:]

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

/// Reading.
extension KeeperRound {
    private mutating func readRegistrations(_ unwritable: Set<Int>) -> Reading {
        var reading = Reading()
        for index in Self.kinds.indices {
            let answer = server.read(index, "", place.configurations)
            var object: RegistrationObject?
            var problem: String?
            var state = Registration.State.absent
            switch answer {
            case .found(let value):
                let found = RegistrationObject(value)
                object = found
                state = found.state
            case .absent: break
            case .failed(let failure):
                problem = failure.text
                state = failure.isRefusal ? .refused : .unknown
            }
            reading.objects.append(object)
            reading.registrations.append(Registration(state, isWritable: !unwritable.contains(index)))
            status.configurations[index].isInstalled = object != nil
            problems.registrations[index] = problem
            noteProblem(of: index)
        }
        return reading
    }

    private mutating func readSecret(_ reading: inout Reading) -> SecretState {
        let answer = server.read(Self.secretIndex, place.namespace, place.secret)
        switch answer {
        case .absent:
            noteReading(nil)
            return .absent
        case .failed(let failure):
            noteReading(failure.text)
            return .unknown
        case .found(let object):
            reading.resourceVersion = object["metadata"]?["resourceVersion"]?.string ?? ""
            do throws(SecretContents.Problem) {
                guard let contents = try SecretContents(object) else {
                    noteReading(nil)
                    return .empty
                }
                reading.contents = contents
                let facts = try contents.facts(names: plan.terms.names)
                remember(contents.bundle)
                noteReading(facts.signers.isEmpty ? "ca.key is missing: nothing can be renewed" : nil)
                return .usable(facts)
            } catch {
                noteReading(error.text)
                return .broken
            }
        }
    }

    private mutating func remember(_ bundle: [UInt8]) {
        guard let certificates = try? Certificate.all(pem: bundle) else { return }
        remembered = [:]
        for certificate in certificates { remembered[certificate.fingerprint] = try? certificate.pem() }
    }

    private mutating func noteRegistrations(_ secret: SecretState, _ reading: Reading) {
        for index in reading.registrations.indices {
            var isRegistered = false
            if case .usable(let facts) = secret, reading.objects[index] != nil {
                isRegistered = reading.registrations[index].isExactly(facts.authorities)
            }
            status.configurations[index].isRegistered = isRegistered
            guard isRegistered || reading.objects[index] == nil else { continue }
            problems.registering[index] = nil
            noteProblem(of: index)
        }
    }
}

/// What is said of problems, once for each.
extension KeeperRound {
    mutating func noteReading(_ problem: String?) {
        problems.reading = problem
        noteSecret()
    }

    mutating func noteWriting(_ problem: String?) {
        problems.writing = problem
        noteSecret()
    }

    private mutating func noteSecret() {
        let problem = problems.reading ?? problems.writing
        guard problem != status.secretProblem else { return }
        status.secretProblem = problem
        notice(problem.map { .secretFailed($0) } ?? .secretIsFine)
    }

    mutating func noteProblem(of index: Int) {
        let problem = problems.registrations[index] ?? problems.registering[index]
        guard problem != status.configurations[index].problem else { return }
        status.configurations[index].problem = problem
        let name = status.configurations[index].name
        notice(problem.map { .registrationFailed(configuration: name, $0) } ?? .registrationIsFine(configuration: name))
    }
}

extension ResourceProblem {
    /// Whether the API server has refused, which does not pass by itself.
    fileprivate var isRefusal: Bool {
        switch self {
        case .forbidden, .unknownKind: true
        case .answer, .malformed, .unreachable, .untrusted, .credentials: false
        }
    }
}
