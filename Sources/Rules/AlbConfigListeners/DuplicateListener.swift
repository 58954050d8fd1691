import ALBController
import Admission
import Kubernetes

/// One port and protocol can be one listener only.
struct DuplicateListener: Rule {
    static let description = RuleDescription(
        id: "ALB704",
        name: "duplicate-listener",
        summary: "Each port and protocol must stand in spec.listeners once.",
        severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .warn, strict: .deny),
        kinds: [.albConfig],
        effect:
            "The open controller fails at every reconcile (\"Listener is not fulfilled yet: 80-HTTP\"); others take one "
            + "of the two without a word.",
        example: "listeners: [{port: 80, protocol: HTTP}, {port: 80, protocol: HTTP}]",
        fix: "Merge the two entries into one.",
        sources: [PublicSource.model, PublicSource.listenerModel]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        var first: [AlbConfigListener.ModelID: AlbConfigListener] = [:]
        for listener in review.object.listeners where listener.isObject && listener.portReading != .undecodable {
            var folded = listener.modelID
            folded.protocolText = folded.protocolText.uppercased()
            guard let earlier = first[folded] else {
                first[folded] = listener
                continue
            }
            let key = "\(folded.port)/\(folded.protocolText)".clipped
            let problem = "\(key) stands in spec.listeners[\(earlier.index)] already"
            let fix = "merge the two entries into one"
            if earlier.modelID == listener.modelID {
                findings.add(listener.field, problem, value: key, effect: effect(review.profile), fix: Fix(fix))
            } else {
                findings.advise(
                    listener.field,
                    problem + ", in another case",
                    value: key,
                    effect: "the cloud has one listener for a port",
                    fix: Fix(fix)
                )
            }
        }
    }

    private static func effect(_ profile: ControllerProfile) -> String {
        profile == .lbc
            ? "the controller fails at every reconcile (\"Listener is not fulfilled yet\")"
            : "the settings of one of the two are lost"
    }
}
