import ALBController
import Admission
import JSON
import Kubernetes

/// The controller needs exactly one default certificate, and makes the first one default as soon as an Ingress comes.
struct DefaultCertificate: Rule {
    static let description = RuleDescription(
        id: "ALB708",
        name: "default-certificate",
        summary: "Exactly one certificate of a listener, the first one, should have IsDefault: true.",
        severity: .deny,
        kinds: [.albConfig],
        stopsALB: true,
        effect: "The controller refuses the listener with \"empty https listener default certs\", at every reconcile.",
        example: "certificates: [{CertificateId: 1-cn-hangzhou, IsDefault: true}, {CertificateId: 2-cn-hangzhou, "
            + "IsDefault: true}]",
        fix: "Leave IsDefault: true on the first certificate only.",
        sources: [PublicSource.listenerProvider, PublicSource.model]
    )

    private static let error = "\"empty https listener default certs\""

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        var group: AlbConfigIngresses?
        for listener in review.object.listeners where listener.listenerProtocol.map({ $0 != .http }) ?? false {
            if review.profile == .ack, listener.hasDefaultCertificate { continue }
            let defaults = listener.certificates.map { $0["IsDefault"]?.boolean ?? false }
            guard !defaults.isEmpty else { continue }
            let field = listener.field.key("certificates")
            let ids = listener.certificates.map { $0["CertificateId"]?.string ?? "" }.sorted().joined(separator: " ")
            switch defaults.count(where: \.self) {
            case 0:
                findings.advise(
                    field,
                    "has no default certificate",
                    value: ids,
                    effect:
                        "without an Ingress on it the listener cannot be created (\(error)); with one the first is taken",
                    fix: fixFirst(of: listener)
                )
            case 1 where defaults.first == false && review.profile == .lbc:
                if group == nil { group = AlbConfigIngresses(of: review.object, review.context.resolver) }
                addSecond(listener, ids, listener.key.flatMap { group?.users(of: $0).first }, &findings)
            case 1: break
            case let count:
                findings.add(
                    field,
                    "has \(count) default certificates",
                    value: ids,
                    effect: "the controller refuses the listener (\(error))",
                    fix: defaults.first == true
                        ? fixFirst(of: listener) : "leave IsDefault on one certificate, and put that one first"
                )
            }
        }
    }

    private static func fixFirst(of listener: AlbConfigListener) -> Fix {
        let field = listener.field.key("certificates")
        let certificates = listener.certificates
        let others = certificates.indices.filter {
            $0 != 0 && certificates[$0]["IsDefault"]?.boolean == true
        }
        guard others.isEmpty else {
            let edits = others.map { Edit.replace(field.index($0).key("IsDefault"), json: "false") }
            return Fix("write false in IsDefault of all but the first certificate", .all(edits))
        }
        let edit = Edit.add(field.index(0).key("IsDefault"), json: "true")
        let isObject = certificates.first?.kind == .object
        return Fix("write true in IsDefault of the first certificate", isObject ? edit : nil)
    }

    private static func fixOrder(of listener: AlbConfigListener) -> Fix {
        let field = listener.field.key("certificates")
        let index = listener.certificates.firstIndex { $0["IsDefault"]?.boolean == true }
        let move = index.map { JSONPatch.Operation.move(from: field.index($0).pointer, path: field.index(0).pointer) }
        return Fix("put the default certificate first", move.map { Edit([$0]) })
    }

    /// The first certificate is made default when an Ingress uses the listener; then there are two.
    private static func addSecond(
        _ listener: AlbConfigListener,
        _ ids: String,
        _ user: ObjectName?,
        _ findings: inout FindingCollector
    ) {
        let field = listener.field.key("certificates")
        let effect =
            user.map { "the controller makes the first one default too for Ingress \($0)" }
            ?? "as soon as an Ingress uses the listener, the controller makes the first one default too"
        findings.add(
            field,
            "the default certificate is not the first",
            value: user == nil ? ids : "\(ids) Ingress",
            effect: "\(effect), and refuses two (\(error))",
            fix: fixOrder(of: listener),
            severity: SeverityTable(ack: .off, lbc: user == nil ? .warn : .deny, legacy: .off, strict: .deny)
        )
    }
}
