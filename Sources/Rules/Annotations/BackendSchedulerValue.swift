import ALBController
import Admission
import Kubernetes

/// The scheduler, unlike the protocol, has no default for a word that is not known.
struct BackendSchedulerValue: Rule {
    static let description = RuleDescription(
        id: "ALB507",
        name: "backend-scheduler-value",
        summary: "backend-scheduler must be wrr, wlc, sch or uch in lower case, and uch needs its parameter.",
        severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .off),
        kinds: [.ingress],
        stopsALB: true,
        effect:
            "The controller fails with \"unkown backend scheduler\" and no Ingress on this ALB is updated any more.",
        example: #"alb.ingress.kubernetes.io/backend-scheduler: "rr""#,
        fix: "Write wrr, wlc, sch or uch in lower case; uch needs backend-scheduler-uch-value.",
        sources: [PublicSource.serverGroupModel, PublicSource.serverGroupProvider, PublicSource.dictionary]
    )

    static let known = ["wrr", "wlc", "sch", "uch"]
    private static let mildInACK = SeverityTable(ack: .warn, lbc: .deny, legacy: .warn)

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.profile != .legacy else { return }
        let written = review.annotations[AnnotationKey.backendScheduler]
        for problem in review.model.problems {
            guard case .scheduler(let value) = problem.kind else { continue }
            addUnknown(problem, value, &findings)
        }
        // Judged as it will be once its spelling is right.
        checkCompanions(of: written.map(corrected), review, &findings)
    }

    private static func corrected(_ written: String) -> String { GoText.trimSpace(written).lowercased() }

    private static func checkCompanions(
        of scheduler: String?,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        let parameter = review.annotations[AnnotationKey.backendSchedulerUchValue] ?? ""
        if scheduler == "uch", parameter.isEmpty {
            findings.add(
                FieldPath.annotation(AnnotationKey.backendScheduler),
                "uch needs annotation backend-scheduler-uch-value",
                value: "uch",
                effect: BackendAnnotation.effect,
                fix: "set alb.ingress.kubernetes.io/backend-scheduler-uch-value to the name of a query parameter",
                severity: mildInACK.grade(if: review.model.makesAnyServerGroup)
            )
        }
        if scheduler != "uch", !parameter.isEmpty {
            findings.advise(
                FieldPath.annotation(AnnotationKey.backendSchedulerUchValue),
                "has no effect without backend-scheduler: \"uch\"",
                value: parameter,
                fix: "set backend-scheduler to uch, or remove the annotation"
            )
        }
        if let scheduler, known.contains(scheduler), scheduler != "wrr",
            review.annotations[AnnotationKey.slowStartEnabled] == "true"
        {
            findings.advise(
                FieldPath.annotation(AnnotationKey.slowStartEnabled),
                "slow start works with backend-scheduler wrr only, not with \(scheduler)",
                value: scheduler,
                fix: "set backend-scheduler to wrr, or remove the annotation"
            )
        }
    }

    private static func addUnknown(_ problem: GroupProblem, _ value: String, _ findings: inout FindingCollector) {
        findings.add(
            problem.field,
            value.isEmpty ? "is empty" : "\"\(value.clipped)\" is not a scheduler",
            value: value,
            effect: GroupFailure.effect + " (\"unkown backend scheduler\")",
            fix: fix(value, problem.field),
            severity: (value.isEmpty ? mildInACK : .deny).grade(if: problem.isReached)
        )
    }

    private static func fix(_ value: String, _ field: FieldPath) -> Fix {
        let word = corrected(value)
        if word.isEmpty { return .remove(annotation: field) }
        return known.contains(word)
            ? .write(word, in: field) : "write wrr, wlc, sch or uch, or remove the annotation for wrr"
    }
}
