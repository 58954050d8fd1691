import ALBController
import Admission
import JSON
import Kubernetes

/// One port and protocol can be one listener only.
struct DuplicateListener: Rule {
    static let description = RuleDescription(
        id: "ALB704",
        name: "duplicate-listener",
        summary: "No two listeners may have the same port and protocol.",
        severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .warn, strict: .deny),
        kinds: [.albConfig],
        stopsALB: true,
        effect:
            "As soon as an Ingress uses it the open controller fails at every reconcile (\"Listener is not fulfilled yet: "
            + "80-HTTP\"); others take one of the two without a word.",
        example: "listeners: [{port: 80, protocol: HTTP}, {port: 80, protocol: HTTP}]",
        fix: "Merge the two entries into one.",
        sources: [PublicSource.model, PublicSource.listenerModel]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let listeners = review.object.listeners
        let names = listeners.map { listener in
            // What is not written has a rule of its own.
            listener.port != 0 && !listener.protocolText.isEmpty ? name(listener.modelID) : ""
        }
        let repeats = Repeats(names).names
        guard !repeats.isEmpty else { return }
        let collisions = ListenerCollisions(review)
        for name in repeats {
            let first = listeners[name.first]
            let fix = findings.isFull ? Fix.none : fix(name, listeners)
            let user = collisions.ingress(on: first)
            for index in name.later {
                let problem = "is a duplicate of spec.listeners[\(first.index)], \(name.text.clipped)"
                if first.modelID == listeners[index].modelID {
                    findings.add(
                        listeners[index].field,
                        problem,
                        value: user == nil ? name.text.clipped : "\(name.text.clipped) Ingress",
                        effect: effect(review.profile, user),
                        fix: fix,
                        severity: review.profile == .lbc && user == nil ? .warnStrictlyDeny : nil
                    )
                } else {
                    findings.advise(
                        listeners[index].field,
                        problem + " in another case",
                        value: name.text.clipped,
                        effect: "the cloud has one listener for a port",
                        fix: fix
                    )
                }
            }
        }
    }

    private static func name(_ id: AlbConfigListener.ModelID) -> String { "\(id.port)/\(id.protocolText.uppercased())" }

    /// Where the entries differ, only their author knows which setting counts.
    private static func fix(_ name: Repeats.Name, _ listeners: [AlbConfigListener]) -> Fix {
        let first = listeners[name.first].value
        let areEqual = name.later.allSatisfy { index in
            let other = listeners[index].value
            return first.document.isEqual(first.node, to: other.node, in: other.document)
        }
        return areEqual ? name.fix(in: FieldPath("spec", "listeners")) : "merge the entries into one"
    }

    private static func effect(_ profile: ControllerProfile, _ user: ObjectName?) -> String {
        guard profile == .lbc else { return "the settings of one of the two are lost" }
        let failure = "the controller fails at every reconcile (\"Listener is not fulfilled yet\")"
        return user.map { "the rules of Ingress \($0) wait for the second, and \(failure)" }
            ?? "the settings of the second are lost, and with an Ingress whose rules wait for it \(failure)"
    }
}
