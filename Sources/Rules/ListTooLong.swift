import Admission
import Kubernetes

/// The cost of a review stays in proportion to the object, and nothing is passed over without a word.
enum ListTooLong {
    static let description = RuleDescription(
        id: "ALB106",
        name: "list-too-long",
        summary: "No list may be longer than what any ALB could take by far.",
        severity: .deny,
        kinds: [.ingress, .albConfig, .ingressClass, .service, .secret, .namespace],
        effect: "An ALB has room for 100 forwarding rules, 50 listeners and 25 certificates unless its quotas are "
            + "raised, so the controller would stop at the first update. Only the beginning of the list is judged.",
        example: "spec.rules with 30000 entries",
        fix: "Split the object, or remove what was put there by mistake.",
        sources: [PublicSource.quotas]
    )

    struct OfIngress: Rule {
        static let description = ListTooLong.description

        static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
            add(review.object.shape, &findings)
        }
    }

    struct Of<Object: KubernetesObject>: Rule {
        static var description: RuleDescription { ListTooLong.description }

        static func check(_ review: ObjectReview<Object>, _ findings: inout FindingCollector) {
            add(review.object.shape, &findings)
        }
    }

    private static func add(_ shape: ObjectShape, _ findings: inout FindingCollector) {
        guard let long = shape.longList else { return }
        findings.add(
            long.path,
            "has \(long.count) entries, \(long.limit) are judged at most",
            value: "too long",
            effect: "no ALB takes that many, and what is beyond was not looked at",
            fix: "split the object, or remove what was put there by mistake"
        )
    }
}
