import ALBController
import Admission
import Kubernetes

/// One annotation of another controller, in words.
struct LeftoverFinding {
    let key: ForeignKey
    private let meaning: Leftover
    private let isIdle: Bool
    /// The annotation of ALB that is there as well and does the same, in full.
    private let twin: String?
    private let profile: ControllerProfile

    init(_ key: ForeignKey, _ review: IngressReview) {
        self.key = key
        meaning = key.meaning
        isIdle = meaning.isIdle(key.value)
        profile = review.profile
        let name = meaning.alb.flatMap { KnownAnnotations.read(by: review.profile).contains($0) ? $0 : nil }
        twin = name.map { "\(AnnotationKey.prefix)\($0)" }.flatMap { review.annotations[$0] == nil ? nil : $0 }
    }

    /// With a value that asks for nothing, or beside what does the same, an annotation does no harm.
    var harm: Leftover.Harm { isIdle || twin != nil ? .none : meaning.harm }

    /// An allow list with everybody on it stands on the Ingresses that cert-manager makes for a while, whatever their
    /// class (cert-manager/cert-manager: pkg/issuer/acme/http/ingress.go).
    var isPointless: Bool { isIdle && meaning.harm == .protection && LeftoverValue.isEverybody(key.value) }

    var problem: String {
        switch harm {
        case .protection: "\(meaning.subject) is not in force: ALB does not read annotations of \(key.controller.name)"
        case .behaviour: "is an annotation of \(key.controller.name), which ALB does not read"
        // There may be dozens of these.
        case .tuning, .none: "has no effect on ALB"
        }
    }

    var effect: String { twin.map { "\($0) decides" } ?? (isIdle ? Leftover.harmless.effect : meaning.effect) }

    /// Annotations that end in a Service are read by all but the oldest controller.
    private func isRead(_ alb: String) -> Bool {
        KnownAnnotations.prefixes.contains(alb) ? profile != .legacy : KnownAnnotations.read(by: profile).contains(alb)
    }

    func fix(_ review: IngressReview, _ trial: inout FixTrial<IngressReview>) -> Fix {
        let field = FieldPath.annotation(key.name)
        guard harm != .none, !meaning.instead.isEmpty || harm == .protection else {
            return .remove(annotation: field)
        }
        let isReadHere = meaning.alb.map(isRead) ?? meaning.isInOldest
        guard profile != .legacy || meaning.isInOldest || isReadHere else {
            return "use a newer controller, which has such a feature, or do it in the application"
        }
        let proposed = isReadHere ? meaning.translation.flatMap { LeftoverWriter(key, review).fix($0) } : nil
        return trial.fix(proposed, else: Fix(meaning.instead))
    }
}
