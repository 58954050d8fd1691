import ALBController
import Admission
import CLI
import Foundation
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// The mutating policy fills in the class only where M1 does.
@Suite(.enabled(if: PolicyJudge.isInstalled, "skipped: .ci/setup could not install CEL for Python"))
struct MutatingPolicyTests {
    private static let policy = MutatingPolicyListing.text(MutatingPolicy(className: "alb"), .v1)

    /// What M1 decides before it asks whether the rules would refuse the result.
    private static func fills(_ request: AdmissionRequest) -> Bool {
        guard let object = request.object else { return false }
        let ingress = Ingress(request.document, object)
        guard ingress.ingressClassName == nil, !ingress.metadata.annotations.contains(AnnotationKey.ingressClass) else {
            return false
        }
        let context = ReviewContext(
            ReviewEnvironment(settings: Settings(), snapshot: .empty),
            namespace: request.namespace
        )
        guard case .fills("alb") = ClassDefault(ingress, context) else { return false }
        return true
    }

    private static func check(_ cases: [PolicyCase]) throws -> (filled: Int, byM1: Int) {
        let asked = cases.compactMap { each in each.line.map { (each, $0) } }
        let answers = try PolicyJudge.judge(asked.map(\.1), by: policy).answers
        try #require(answers.count == asked.count)
        var filled = 0
        var byM1 = 0
        for (each, answer) in zip(asked, answers) where each.0.request.operation == .create {
            let fills = fills(each.0.request)
            #expect(fills || !answer.mutates, "\(each.0.name): filled in, and not by M1")
            filled += answer.mutates ? 1 : 0
            byM1 += fills ? 1 : 0
        }
        return (filled, byM1)
    }

    private static func ingress(_ maps: [String: [String]]) -> String {
        let texts = maps.sorted { $0.key < $1.key }.map { map, keys in
            "\"\(map)\":{" + keys.map { ReviewText.quoted($0) + ":\"x\"" }.joined(separator: ",") + "}"
        }
        return #"{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web","namespace":"shop","#
            + texts.joined(separator: ",") + #"},"spec":{"rules":[{"host":"a.example.com"}]}}"#
    }

    /// Recorded Ingresses, with and without their class.
    @Test func fillsInWhereM1Does() throws {
        var cases = try PolicyCase.recorded().filter { ObjectKind($0.request.kind) == .ingress }
        cases += cases.compactMap { each in
            guard let object = each.request.object else { return nil }
            let text = each.request.document.text(object).replacing(/"ingressClassName": ?"[^"]*",?/, with: "")
            return try? PolicyCase.creation(of: text, each.name)
        }
        let (filled, byM1) = try Self.check(cases)
        print("mutating policy: \(filled) of the \(byM1) Ingresses of \(cases.count) in which M1 fills in the class")
        #expect(filled > byM1 / 2)
    }

    /// Every annotation that is known, alone and beside another controller's.
    @Test func knowsWhoseAnnotationsAre() throws {
        let own = KnownAnnotations.alb.sorted().map { "\(AnnotationKey.prefix)\($0)" }
        let others =
            ForeignController.all.map { "\($0.prefix)x" }
            + ["scheme", "auth-type", "success-codes", "group.name", "tags", "actions.web"]
            .map { "\(AnnotationKey.prefix)\($0)" }
            + ["cert-manager.io/cluster-issuer", "meta.helm.sh/release-namespace", "kubectl.kubernetes.io/restartedAt"]
        let sets = own.map { [$0] } + others.map { [$0] } + others.flatMap { [[$0, own[0]], [$0, own[3]]] }
        let cases = try sets.compactMap { try PolicyCase.creation(of: Self.ingress(["annotations": $0]), "\($0)") }
        let (filled, byM1) = try Self.check(cases)
        #expect(filled * 10 > byM1 * 8, "\(filled) of \(byM1)")
    }

    /// Keys some edits away from the one that names the class.
    @Test func takesNoMisspeltClassForNone() throws {
        var random = SeededGenerator(seed: 0xC1A55)
        let seeds = [
            "kubernetes.io/ingress.class", "kubernetes.io/ingress-class", "kubernetes.io.ingress.class",
            "ingressClassName", "ingress.kubernetes.io/class", "alb.ingress.kubernetes.io/class", "ingress-class",
            "k8s.io/ingressClassName", "spec.ingressClassName", "alb.ingress.kubernetes.io/className",
            "kubernetesio/ingressclass", "INGRESS_CLASS",
        ]
        var cases: [PolicyCase] = []
        for _ in 0..<3000 {
            var key = Array(random.pick(seeds))
            for _ in 0..<Int.random(in: 0...4, using: &random) where key.count > 2 {
                let index = Int.random(in: 0..<key.count - 1, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: key.remove(at: index)
                case 1: key.swapAt(index, index + 1)
                case 2: key[index] = random.pick(Array("scalingre-._/X"))
                default: key.insert(random.pick(Array("scalingre-._/X")), at: index)
                }
            }
            let map = random.chance(70) ? "annotations" : "labels"
            let text = Self.ingress([map: [String(key)]])
            if let made = try PolicyCase.creation(of: text, "\(map) \(String(key))") { cases.append(made) }
        }
        let (filled, byM1) = try Self.check(cases)
        #expect(byM1 > 100, "\(filled) of \(byM1)")
    }
}
