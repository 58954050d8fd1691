import ALBController
import JSON
import Kubernetes

/// M2: adds `listen-ports` to an Ingress that has `spec.tls` or a redirect and says nothing about ports.
///
/// An existing value is never rewritten. The mode `seed` opens 80 and 443, as ACK's guide to ALB Ingresses advises; the
/// mode `safe` adds the annotation only where no rule loses a listener and nothing becomes reachable in clear text.
struct DefaultListenPorts {
    static let id = "M2"
    let context: ReviewContext

    private static let both = ListenPorts.bothText
    private static let httpsOnly = #"[{"HTTPS": 443}]"#
    private static let annotations = JSONPointer(["metadata", "annotations"])
    private static let annotation = annotations.appending("\(AnnotationKey.listenPorts)")
    private static let bothNote = note(both)
    private static let bothValue = JSONText.string(both)
    private static let clearText =
        "[\(id)] port 80 is open in clear text; set ssl-redirect \"true\", or listen-ports '\(httpsOnly)' to serve HTTPS "
        + "only."

    func apply(to ingress: Ingress, _ mutation: inout Mutation) {
        let mode = context.settings.defaulting.listenPorts
        guard mode != .off else { return }
        let binding = context.resolver.binding(of: ingress)
        guard binding.isALB else { return }
        let annotations = ingress.metadata.annotations
        if annotations.contains(AnnotationKey.listenPorts) {
            guard !ingress.tls.isEmpty, annotations.mayBeBlank(AnnotationKey.listenPorts),
                let value = annotations[AnnotationKey.listenPorts], value != Self.both, GoText.trimLines(value).isEmpty
            else { return }
            mutation.notes.append(
                "[\(Self.id)] listen-ports is blank, which the controller treats as absent; it was left as it is."
            )
            return
        }
        guard ingress.metadata.labels["knative.aliyun.com/ingress"] == nil else { return }
        let case_ = ListenPortsCase(ingress, binding, context: context)
        guard let value = mode == .seed ? seed(case_) : safe(case_), !IngressOrigin.isAWS(ingress.metadata) else {
            return
        }
        add(value, to: annotations, &mutation)
        if value == Self.both, case_.hasTLS, !case_.redirects {
            mutation.notes.append(Self.clearText)
        }
    }

    private func seed(_ ingress: ListenPortsCase) -> String? {
        guard !ingress.isCanary else { return nil }
        guard ingress.hasTLS else {
            return ingress.redirects && ingress.has443 && ingress.has80 ? Self.both : nil
        }
        guard ingress.has443 else { return nil }
        if ingress.isGRPC, !ingress.redirects { return Self.httpsOnly }
        if ingress.tlsHosts.isEmpty { return withoutTLSHosts(ingress) }
        if ingress.isOnlyWildcardCovered { return ingress.has80 ? Self.both : Self.httpsOnly }
        if ingress.redirects || ingress.hasPlainHosts { return ingress.has80 ? Self.both : nil }
        return ingress.has80 ? Self.both : Self.httpsOnly
    }

    private func safe(_ ingress: ListenPortsCase) -> String? {
        guard !ingress.isCanary, ingress.listenersAreKnown, ingress.has443 else { return nil }
        guard ingress.hasTLS else {
            return ingress.redirects && ingress.has80 && ingress.has443WithCertificate ? Self.both : nil
        }
        if ingress.isGRPC, !ingress.redirects {
            let isSafe = ingress.isOnlyWildcardCovered || (ingress.tlsHosts.isEmpty && ingress.certificateIsCertain)
            return isSafe ? Self.httpsOnly : nil
        }
        if ingress.tlsHosts.isEmpty { return withoutTLSHosts(ingress) }
        guard ingress.isOnlyWildcardCovered else { return nil }
        return ingress.has80 ? Self.both : Self.httpsOnly
    }

    /// Binding 443 makes a missing certificate fail the whole group, which without the annotation it does not.
    private func withoutTLSHosts(_ ingress: ListenPortsCase) -> String? {
        guard ingress.certificateIsCertain else { return nil }
        return ingress.has80 ? Self.both : Self.httpsOnly
    }

    private func add(_ value: String, to annotations: Annotations, _ mutation: inout Mutation) {
        if annotations.node == nil {
            mutation.patch.operations.append(.add(path: Self.annotations, value: Array("{}".utf8)))
        }
        let isBoth = value == Self.both
        mutation.patch.operations.append(
            .add(path: Self.annotation, value: isBoth ? Self.bothValue : JSONText.string(value))
        )
        mutation.applied.append(Self.id)
        mutation.notes.append(isBoth ? Self.bothNote : Self.note(value))
    }

    private static func note(_ value: String) -> String { "[\(id)] listen-ports defaulted to '\(value)'." }
}
