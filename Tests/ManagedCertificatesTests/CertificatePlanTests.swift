import Certificates
import Testing

@testable import ManagedCertificates

/// Single decisions; ``InterleavingTests`` has what follows from all of them.
struct CertificatePlanTests {
    /// A plan that can be asked within an expectation.
    private final class Asked {
        private var plan = CertificatePlan(terms)

        var served: Leaf? { plan.served }

        func next(_ secret: SecretState, _ registrations: [Registration], now: Int) -> CertificatePlan.Step? {
            plan.next(secret, registrations, now: now)
        }

        func adopts(_ leaf: Leaf, _ registrations: [Registration], now: Int) -> Bool {
            plan.adopts(leaf, registrations, now: now)
        }
    }

    private static let terms = CertificateTerms(names: ["a.svc"], leafLife: 120, authorityLife: 600)
    private static let old = Authority(id: [1], life: CertificateLife(notBefore: 0, notAfter: 600))
    private static let new = Authority(id: [2], life: CertificateLife(notBefore: 400, notAfter: 1000))

    private static func leaf(_ issuer: Authority, from start: Int, to end: Int? = nil) -> Leaf {
        Leaf(
            issuer: issuer.id,
            life: CertificateLife(notBefore: start, notAfter: end ?? start + 120),
            names: terms.names
        )
    }

    private static func registered(_ bundle: [Authority]...) -> [Registration] {
        bundle.map { Registration(.found([$0])) }
    }

    private static func changing(_ leaf: Leaf) -> SecretState {
        .usable(SecretFacts(authorities: [old, new], signers: [new.id, old.id], leaf: leaf))
    }

    @Test func theNewAuthorityWaitsUntilAllHaveKnownItForAWhile() {
        let plan = Asked()
        let secret = Self.changing(Self.leaf(Self.old, from: 390))
        let both = Self.registered([Self.old, Self.new], [Self.old, Self.new])
        #expect(plan.next(secret, Self.registered([Self.old, Self.new], [Self.old]), now: 400) == .register([1]))
        #expect(plan.next(secret, both, now: 401) == nil)
        #expect(plan.next(secret, both, now: 411) == nil)
        // A look that fails begins the wait again.
        #expect(plan.next(secret, [both[0], Registration(.unknown)], now: 412) == nil)
        #expect(plan.next(secret, both, now: 413) == nil)
        #expect(plan.next(secret, both, now: 423) == nil)
        #expect(plan.next(secret, both, now: 424) == .issueLeaf(by: Self.new.id, names: ["a.svc"]))
    }

    @Test func theOldAuthoritySignsWhileTheNewOneCannotBeRegistered() {
        let plan = Asked()
        let stuck = [Registration(.found([[Self.old]]), isWritable: false)]
        #expect(plan.next(Self.changing(Self.leaf(Self.old, from: 390)), stuck, now: 469) == nil)
        let issue = CertificatePlan.Step.issueLeaf(by: Self.old.id, names: ["a.svc"])
        #expect(plan.next(Self.changing(Self.leaf(Self.old, from: 390)), stuck, now: 470) == issue)
        // Up to its own end, with which the leaf ends as well.
        #expect(plan.next(Self.changing(Self.leaf(Self.old, from: 550, to: 600)), stuck, now: 599) == nil)
        let last = CertificatePlan.Step.issueLeaf(by: Self.new.id, names: ["a.svc"])
        #expect(plan.next(Self.changing(Self.leaf(Self.old, from: 550, to: 600)), stuck, now: 600) == last)
    }

    @Test func whereNobodyTellsTheOldAuthoritySignsAsLongAsItLives() {
        let plan = Asked()
        let refused = [Registration(.refused), Registration(.refused)]
        let secret = Self.changing(Self.leaf(Self.old, from: 390))
        #expect(plan.next(secret, refused, now: 400) == nil)
        #expect(plan.next(secret, refused, now: 470) == .issueLeaf(by: Self.old.id, names: ["a.svc"]))
        #expect(plan.next(.absent, refused, now: 400) == .create(keeping: [Self.old, Self.new], withLeaf: true))
    }

    @Test func whatIsRegisteredAlreadyIsRespected() {
        let plan = Asked()
        let leftover = Self.registered([Self.old], [])
        #expect(plan.next(.absent, leftover, now: 100) == .create(keeping: [Self.old], withLeaf: false))
        #expect(plan.next(.empty, leftover, now: 600) == .create(keeping: [], withLeaf: false))
        #expect(plan.next(.absent, [Registration(.unknown), leftover[0]], now: 100) == nil)
        let own = SecretFacts(authorities: [Self.new], signers: [Self.new.id], leaf: Self.leaf(Self.new, from: 400))
        #expect(plan.next(.usable(own), leftover, now: 410) == .absorb([Self.old]))
        #expect(plan.next(.usable(own), leftover, now: 600) == .register([0, 1]))
        #expect(!plan.adopts(Self.leaf(Self.new, from: 400), leftover, now: 410))
        #expect(plan.adopts(Self.leaf(Self.new, from: 400), Self.registered([], [Self.new]), now: 410))
        #expect(plan.served == Self.leaf(Self.new, from: 400))
    }

    @Test func anAuthorityLeavesAfterItsEnd() {
        let plan = Asked()
        let facts = SecretFacts(
            authorities: [Self.old, Self.new],
            signers: [Self.new.id],
            leaf: Self.leaf(Self.new, from: 600)
        )
        let both = Self.registered([Self.old, Self.new])
        #expect(plan.next(.usable(facts), both, now: 659) == nil)
        #expect(plan.next(.usable(facts), both, now: 660) == .drop([Self.old.id]))
    }

    @Test func withoutAKeyNothingIsRenewedAndTheBundleIsKept() {
        let plan = Asked()
        let facts = SecretFacts(authorities: [Self.old], signers: [], leaf: Self.leaf(Self.old, from: 0))
        #expect(plan.next(.usable(facts), Self.registered([], [Self.old]), now: 100) == .register([0]))
        #expect(plan.next(.usable(facts), Self.registered([Self.old]), now: 300) == nil)
        #expect(plan.next(.broken, Self.registered([]), now: 300) == nil)
    }

    @Test func pausesFollowTheLives() {
        let usual = CertificateTerms(names: ["a"])
        #expect(usual.pollInterval == 5_000_000_000 && usual.settling == 10 && usual.parting == 86_400)
        let short = CertificateTerms(names: ["a"], leafLife: 12, authorityLife: 36)
        #expect(short.pollInterval == 600_000_000 && short.settling == 1 && short.parting == 3)
    }
}
