package import Kubernetes

/// The two ways in which the controller reads annotations.
///
/// Source: `pkg/controller/ingress/reconcile/annotations/annotations.go` of alibaba/alibaba-load-balancer-controller.
extension Annotations {
    /// `GetStringAnnotation`: every line trimmed, and what is empty then counts as absent.
    package func trimmed(_ name: StaticString) -> String? {
        guard let value = self[name] else { return nil }
        let text = GoText.trimLines(value)
        return text.isEmpty ? nil : text
    }

    /// `GetStringAnnotationMutil`: as written; if the first key exists, be it empty, the second is not looked at.
    package func raw(_ name: StaticString, else other: StaticString) -> String {
        self[name] ?? self[other] ?? ""
    }

    /// Exactly `true`: every listener but 443 answers 308 to 443.
    ///
    /// The key of nginx hides the other.
    package var redirects: Bool { raw(AnnotationKey.nginxSSLRedirect, else: AnnotationKey.sslRedirect) == "true" }
}
