import Certificates
import TestSupport
import Testing

@testable import ManagedCertificates

/// At every moment every registered bundle verifies what every replica serves, whoever comes when.
struct InterleavingTests {
    private static let terms = CertificateTerms(names: ["a.svc"], leafLife: 120, authorityLife: 600)

    /// What happens besides the replicas' requests.
    private struct Surprises {
        var deletesSecret = false
        var outages = false
        var reinstalls = false
        var foreignBundle = false
    }

    private static func run(_ seed: UInt64, _ surprises: Surprises) -> ModelCluster? {
        var dice = SeededGenerator(seed: seed)
        var cluster = ModelCluster(terms)
        if surprises.foreignBundle {
            let foreign = cluster.newAuthority()
            for index in 0...1 { cluster.install(index, bundle: [foreign]) }
        }
        // One replica may be much slower than the other for a while.
        var bias = 50
        for _ in 0..<6000 {
            switch Int.random(in: 0..<1000, using: &dice) {
            case 0..<5: for index in 0...1 where cluster.configurations[index] == nil { cluster.install(index) }
            case 5..<15: bias = Int.random(in: 5...95, using: &dice)
            case 15..<20 where surprises.outages: cluster.isReachable.toggle()
            case 20 where surprises.deletesSecret:
                if Bool.random(using: &dice) { cluster.secret = nil }
            case 23..<25 where surprises.reinstalls: cluster.install(Int.random(in: 0...1, using: &dice))
            case 25..<27 where surprises.reinstalls: cluster.configurations[0] = nil
            case 30..<120: cluster.now += Int.random(in: 1...3, using: &dice)
            default: cluster.advance(Int.random(in: 0..<100, using: &dice) < bias ? 0 : 1)
            }
            if let fault = cluster.fault {
                Issue.record("seed \(seed): \(fault)")
                return nil
            }
        }
        return cluster
    }

    private func check(_ surprises: Surprises) {
        var made = (leaves: 0, authorities: 0, conflicts: 0)
        for seed in 1...20 as ClosedRange<UInt64> {
            guard var cluster = Self.run(seed, surprises) else { return }
            made.leaves += cluster.made.leaves
            made.authorities += cluster.made.authorities
            made.conflicts += cluster.made.conflicts
            // What was left in disorder comes into order.
            cluster.isReachable = true
            for index in 0...1 where cluster.configurations[index] == nil { cluster.install(index) }
            for _ in 0..<60 {
                for _ in 0..<12 { for index in 0...1 { cluster.advance(index) } }
                cluster.now += 1
                #expect(cluster.fault == nil, "seed \(seed)")
            }
            let bundle = cluster.secret?.value?.authorities
            for replica in cluster.replicas {
                #expect(replica.plan.served?.life.contains(cluster.now) == true, "seed \(seed)")
                #expect(replica.plan.served == cluster.secret?.value?.leaf, "seed \(seed)")
            }
            for configuration in cluster.configurations { #expect(configuration?.value == bundle, "seed \(seed)") }
            #expect(
                bundle?.count ?? 0 <= (surprises.deletesSecret ? CertificateTerms.foreignLimit + 1 : 4),
                "seed \(seed): \(bundle ?? [])"
            )
        }
        // The runs were not idle ones.
        #expect(made.leaves > 150 && made.authorities > 40 && made.conflicts > 40, "\(made)")
    }

    @Test func ofTwoReplicas() { check(Surprises()) }

    @Test func withOutages() { check(Surprises(outages: true)) }

    @Test func withConfigurationsThatComeAndGo() { check(Surprises(reinstalls: true)) }

    @Test func afterAnotherMode() { check(Surprises(outages: true, foreignBundle: true)) }

    @Test func withASecretThatIsTakenAway() { check(Surprises(deletesSecret: true, outages: true)) }
}
