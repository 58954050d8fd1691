import Certificates

@testable import ManagedCertificates

/// An API server, its clock, and two replicas that run a plan against it, all values: whoever comes next does one thing.
struct ModelCluster {
    struct Stored<Value> {
        var value: Value
        var version: Int
    }

    struct Replica {
        enum Stage: Equatable {
            case configuration(Int)
            case secret
            case writing(CertificatePlan.Step)
        }

        var plan: CertificatePlan
        var stage = Stage.configuration(0)
        var registrations: [Registration] = []
        /// Of the configurations, nil where there is none.
        var versions: [Int?] = []
        var secretVersion: Int?
        /// Of the Secret as it was read.
        var bundle: [Authority] = []
        /// Of a step that registers: what is left of it.
        var registered = 0
        var steps = 0
    }

    /// Seconds in which an API server hears of a changed configuration.
    static let lag = 5

    let terms: CertificateTerms
    var now = 1_000_000
    /// Nil facts: it is empty.
    var secret: Stored<SecretFacts?>?
    var configurations: [Stored<[Authority]>?] = [nil, nil]
    var replicas: [Replica]
    var isReachable = true
    private var superseded: [(bundle: [Authority], until: Int)] = []
    private var lastVersion = 0
    private var lastID: UInt8 = 0
    private(set) var made: (leaves: Int, authorities: Int, conflicts: Int) = (0, 0, 0)

    init(_ terms: CertificateTerms, replicas: Int = 2) {
        self.terms = terms
        self.replicas = (0..<replicas).map { _ in Replica(plan: CertificatePlan(terms)) }
    }

    /// What a bundle refuses of what is served; nil when all is well.
    var fault: String? {
        for (index, replica) in replicas.enumerated() {
            guard let leaf = replica.plan.served, leaf.life.contains(now) else { continue }
            // One of which nothing lives verifies nothing, whatever is served.
            for bundle in bundlesInUse where bundle.contains(where: { $0.life.contains(now) }) {
                guard let issuer = bundle.first(where: { $0.id == leaf.issuer }) else {
                    return "replica \(index) serves a leaf of \(leaf.issuer), registered are \(bundle.map(\.id))"
                }
                if now >= issuer.life.notAfter { return "replica \(index) serves a leaf that outlives \(issuer.id)" }
            }
        }
        return nil
    }

    /// Registered ones, and those that an API server may not have heard yet that they are not.
    private var bundlesInUse: [[Authority]] {
        configurations.compactMap { $0?.value } + superseded.filter { $0.until > now }.map(\.bundle)
    }

    mutating func newAuthority() -> Authority {
        lastID += 1
        made.authorities += 1
        return Authority(id: [lastID], life: CertificateLife(from: now, lasting: terms.authorityLife))
    }

    mutating func install(_ index: Int, bundle: [Authority] = []) {
        configurations[index] = Stored(value: bundle, version: nextVersion())
    }

    mutating func nextVersion() -> Int {
        lastVersion += 1
        return lastVersion
    }

    private var secretState: SecretState {
        guard isReachable else { return .unknown }
        guard let secret else { return .absent }
        return secret.value.map { .usable($0) } ?? .empty
    }

    /// One request of one replica.
    mutating func advance(_ index: Int) {
        var replica = replicas[index]
        defer { replicas[index] = replica }
        switch replica.stage {
        case .configuration(let number):
            if number == 0 { (replica.registrations, replica.versions) = ([], []) }
            let stored = configurations[number]
            var state = Registration.State.unknown
            if isReachable { state = stored.map { .found([$0.value, $0.value]) } ?? .absent }
            replica.registrations.append(Registration(state))
            replica.versions.append(stored?.version)
            replica.stage = number + 1 < configurations.count ? .configuration(number + 1) : .secret
        case .secret:
            let state = secretState
            replica.secretVersion = secret?.version
            replica.bundle = secret?.value?.authorities ?? []
            if case .usable(let facts) = state, let leaf = facts.leaf {
                _ = replica.plan.adopts(leaf, replica.registrations, now: now)
            }
            let step = replica.plan.next(state, replica.registrations, now: now)
            replica.stage = step.map { .writing($0) } ?? .configuration(0)
            replica.registered = 0
        case .writing(let step):
            replica.steps += 1
            perform(step, &replica)
        }
    }

    private mutating func perform(_ step: CertificatePlan.Step, _ replica: inout Replica) {
        if case .register(let indices) = step {
            let index = indices[replica.registered]
            if let stored = configurations[index], stored.version == replica.versions[index], isReachable {
                superseded.append((stored.value, now + Self.lag))
                configurations[index] = Stored(value: replica.bundle, version: nextVersion())
            } else {
                made.conflicts += 1
            }
            replica.registered += 1
            if replica.registered == indices.count { replica.stage = .configuration(0) }
            return
        }
        replica.stage = .configuration(0)
        guard secret?.version == replica.secretVersion, isReachable else {
            made.conflicts += 1
            return
        }
        secret = Stored(value: result(of: step, secret?.value), version: nextVersion())
    }

    private mutating func result(of step: CertificatePlan.Step, _ old: SecretFacts?) -> SecretFacts? {
        var facts = old ?? SecretFacts(authorities: [], signers: [], leaf: nil)
        switch step {
        case .create(let kept, let withLeaf):
            let authority = newAuthority()
            facts = SecretFacts(authorities: kept + [authority], signers: [authority.id], leaf: nil)
            if withLeaf { facts.leaf = leaf(by: authority, terms.names) }
        case .absorb(let authorities): facts.authorities.insert(contentsOf: authorities, at: 0)
        case .addAuthority:
            let authority = newAuthority()
            facts.authorities.append(authority)
            facts.signers.insert(authority.id, at: 0)
        case .issueLeaf(let signer, let names):
            guard let issuer = facts.authority(signer) else { return old }
            facts.leaf = leaf(by: issuer, names)
            if facts.signers.first == signer { facts.signers = [signer] }
        case .drop(let ids):
            facts.authorities.removeAll { ids.contains($0.id) }
            facts.signers.removeAll { ids.contains($0) }
        case .register: break
        }
        return facts
    }

    private mutating func leaf(by issuer: Authority, _ names: [String]) -> Leaf {
        made.leaves += 1
        var life = CertificateLife(from: now, lasting: terms.leafLife)
        life.notAfter = min(life.notAfter, issuer.life.notAfter)
        life.notBefore = max(life.notBefore, issuer.life.notBefore)
        return Leaf(issuer: issuer.id, life: life, names: names)
    }
}
