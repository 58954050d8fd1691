import ALBController
import JSON
package import Kubernetes

/// Why a request is allowed without a look at its contents.
package enum NotJudged: CustomStringConvertible, Sendable {
    /// An Ingress whose class is not known to be ALB's, which may be a slip of the settings.
    case foreignClass(String)
    /// What no setting would change.
    case other(String)

    package var description: String {
        switch self {
        case .foreignClass(let text), .other(let text): text
        }
    }
}

extension Reviewer {
    /// Nil for what the rules were run on; `verdict` is the one on the same request at the same stage.
    package func reasonNotToJudge(
        _ request: AdmissionRequest,
        _ verdict: Verdict,
        as stage: ReviewStage
    ) -> NotJudged? {
        guard let kind = ReviewFilter.kind(of: request, settings) else { return .other(why(request)) }
        guard kind == .ingress, stage != .mutate, verdict.mutation?.patch.operations.isEmpty ?? true,
            let object = request.operation == .delete ? request.oldObject : request.object
        else { return nil }
        var ingress = Ingress(classOf: object, in: request.document)
        if ingress.metadata.namespace.isEmpty { ingress.metadata.namespace = request.namespace }
        let resolver = environment.resolver
        let binding = resolver.binding(of: ingress)
        guard !binding.isALB else { return nil }
        guard let name = binding.className else {
            // A few rules are about just that.
            return verdict.findings.isEmpty ? .other("no class is named") : nil
        }
        return .foreignClass("class \"\(name.clipped)\" \(why(name, resolver))")
    }

    private func why(_ className: String, _ resolver: ClassResolver) -> String {
        guard settings.profile != .legacy else { return "is not alb, the only one that this controller knows" }
        guard snapshot.knows(.ingressClass) else {
            return "is not one of ingressClasses (\(resolver.classNames.sorted().joined(separator: ", ").clipped))"
        }
        guard let found = snapshot.ingressClasses[className] else {
            let names = environment.ingressClassNames.all
            return "is not among the known IngressClasses (\(names.isEmpty ? "none" : NameList(names).description))"
        }
        return "belongs to the controller \"\(found.controller.clipped)\""
    }

    private func why(_ request: AdmissionRequest) -> String {
        if !request.subResource.isEmpty { return "a subresource" }
        if ObjectKind(request.kind) == nil { return "kind \(request.kind.kind.clipped) configures no ALB" }
        if ReviewFilter.isExempt(request, settings.exempt) { return "exempt by the settings" }
        if let object = request.object, ReviewFilter.isTerminating(request.document, object) {
            return "the object is being deleted"
        }
        return request.operation == .update ? "neither spec nor annotations change" : "nothing to judge"
    }
}
