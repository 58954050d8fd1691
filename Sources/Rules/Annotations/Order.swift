import ALBController
import Admission
import Kubernetes

/// One unreadable order, or one used twice, and the controller cannot load the group.
struct Order: Rule {
    static let description = RuleDescription(
        id: "ALB509",
        name: "order",
        summary: "order must be an integer from 1 to 1000, and only one Ingress of an ALB may have it.",
        severity: .deny,
        kinds: [.ingress],
        stopsALB: true,
        effect: "The controller cannot load the group, so no Ingress on this ALB is updated any more. ACK allows equal "
            + "orders since 2.18 and breaks ties by namespace/name.",
        example: #"alb.ingress.kubernetes.io/order: "0""#,
        fix: "Write an integer from 1 to 1000 that no other Ingress on the ALB has.",
        sources: [PublicSource.groupLoader, PublicSource.dictionary]
    )

    private static let conflict = SeverityTable(ack: .warn, lbc: .deny, legacy: .deny)

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.facts.order != .implicit, review.model.readsOrder else { return }
        let key = GroupOrder.key(review.annotations)
        let field = FieldPath.annotation(key)
        let text = review.annotations[key] ?? ""
        switch review.facts.order {
        case .implicit: break
        case .notInteger where isName(text, review): addName(field, text, review, &findings)
        case .notInteger:
            add(field, "\"\(text.clipped)\" is not an integer", text, &findings)
        case .outOfRange(let number):
            add(field, "\(number) is outside 1-1000", text, &findings)
        case .explicit(let number):
            guard let other = review.model.orderHolder else { break }
            let problem = "Ingress \"\(other)\" on the same ALB has order \(number) too"
            let fix = "write another number from 1 to 1000"
            guard review.profile != .ack else {
                findings.advise(
                    field,
                    problem,
                    value: "\(number) \(other)",
                    effect:
                        "ACK breaks the tie by namespace/name since 2.18, older versions stop updating every Ingress",
                    fix: Fix(fix)
                )
                break
            }
            guard !isRename(of: other, review) else {
                findings.advise(
                    field,
                    problem + ", and the same hosts and paths",
                    value: "\(number) \(other)",
                    effect: "the controller updates no Ingress on this ALB until one of the two is gone",
                    fix: "delete the other one right after this is created, or write another number"
                )
                break
            }
            findings.add(
                field,
                problem,
                value: "\(number) \(other)",
                effect: GroupFailure.effect + " (\"conflict Ingress group order\")",
                fix: Fix(fix),
                severity: conflict
            )
        }
    }

    /// A release that renames an Ingress creates the new one first, and a denial would make that impossible.
    private static func isRename(of other: ObjectName, _ review: IngressReview) -> Bool {
        guard review.operation == .create, other.namespace == review.name.namespace,
            let old = review.snapshot.ingresses[other]
        else { return false }
        return Set(old.paths.map(HostAndPath.init)) == Set(review.object.paths.map(HostAndPath.init))
    }

    /// The name of an AlbConfig, or what can be no slip of a number.
    private static func isName(_ text: String, _ review: IngressReview) -> Bool {
        if review.binding.albConfigName == text || !review.snapshot.indexes.albConfigs(named: text).isEmpty {
            return true
        }
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
        return isPlain && text.contains { $0.isLetter } && text.utf8.first != UInt8(ascii: "-")
    }

    private static func addName(
        _ field: FieldPath,
        _ text: String,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        let name = "\(AnnotationKey.albConfigName)"
        var trial = FixTrial(review)
        let rename = Fix("rename the annotation to \"\(name)\"", .rename(field, to: name))
        findings.add(
            field,
            "\"\(text.clipped)\" is not an integer, but it may be the name of an AlbConfig (albconfig.name)",
            value: text,
            effect: GroupFailure.effect,
            fix: trial.fix(
                review.annotations.contains(AnnotationKey.albConfigName) ? nil : rename,
                else: "write the name in albconfig.name, and here an integer from 1 to 1000 or nothing"
            )
        )
    }

    private static func add(_ field: FieldPath, _ problem: String, _ text: String, _ findings: inout FindingCollector) {
        findings.add(
            field,
            problem,
            value: text,
            effect: GroupFailure.effect,
            fix: "write an integer from 1 to 1000, or remove the annotation for the default 10"
        )
    }
}
