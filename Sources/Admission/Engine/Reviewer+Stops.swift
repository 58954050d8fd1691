import ALBController
import JSON
import Kubernetes

extension Reviewer {
    /// The same objects, with those known that end the controller's build for their ALB under these rules and settings.
    ///
    /// Each Ingress and AlbConfig is judged by itself, as if it were created; costs one review for each.
    static func judged(_ snapshot: ClusterSnapshot, _ catalog: RuleCatalog, _ settings: Settings) -> ClusterSnapshot {
        guard !snapshot.ingresses.isEmpty || !snapshot.albConfigs.isEmpty else { return snapshot }
        let alone = Reviewer(unjudged: .empty, catalog: catalog, settings: settings)
        var builder = ClusterSnapshot.Builder(snapshot)
        builder.judge(with: StopJudge { kind, document, node in alone.stop(kind, document, node) })
        return ClusterSnapshot(builder)
    }

    private func stop(_ kind: ObjectKind, _ document: JSONDocument, _ node: JSONNode) -> Stop? {
        let type = GroupVersionKind(apiVersion: kind.apiVersion, kind: kind.rawValue)
        let request = AdmissionRequest(.create, kind: type, document: document, object: node)
        var context = context(of: request, now: nil)
        context.isTrial = true
        let denials: [Finding]
        switch kind {
        case .ingress:
            var ingress = Ingress(document, node)
            // The class is known to be ALB's from elsewhere; here no class is known.
            if !context.resolver.binding(of: ingress).isALB {
                ingress.ingressClassName = settings.defaulting.ingressClass.name
            }
            denials = self.denials(of: IngressReview(creating: ingress, context))
        case .albConfig: denials = self.denials(of: ObjectReview<AlbConfig>(.create, document, node, old: nil, context))
        case .ingressClass, .service, .namespace, .secret: return nil
        }
        return denials.first { $0.rule.stopsALB }.map { Stop(rule: $0.rule.id) }
    }
}
