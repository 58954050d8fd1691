import ALBController
package import Kubernetes

extension Reviewer {
    /// Which denials of `verdict`, this reviewer's on the request by ``validate(_:now:)``, rest on other objects.
    ///
    /// Nil when none does. Those are the denials that are not there while no other object is known; an Ingress is ALB's
    /// all the same if the cluster says that its class is. Costs a few reviews, and more for many objects.
    package func reliance(of verdict: Verdict, on request: AdmissionRequest, now: Int?) -> Reliance? {
        guard !verdict.isAllowed, !snapshot.knownKinds.isEmpty, let kind = ReviewFilter.kind(of: request, settings)
        else { return nil }
        let denying = Set(verdict.denials.map(\.rule.id) + verdict.omitted.filter { $0.denials > 0 }.map(\.rule.id))
        let trial = RelianceTrial(
            reviewer: self,
            catalog: catalog.only(denying, for: kind),
            request: request,
            now: now,
            own: ownReference(request, kind)
        )
        let alone = trial.verdict(withoutObjectsBut: ownClasses(of: request, kind))
        let findings = Set(verdict.denials.map(\.identity)).subtracting(alone.denials.map(\.identity))
        let omitted = verdict.omitted.filter { beyond in
            beyond.denials > alone.omitted.first { $0.rule === beyond.rule }?.denials ?? 0
        }
        guard !findings.isEmpty || !omitted.isEmpty else { return nil }
        let reliance = Reliance(
            findings: findings,
            omitted: Set(omitted.map(\.rule.id)),
            objects: [],
            isComplete: false
        )
        return trial.only(reliance.rules, for: kind).finding(objectsOf: reliance)
    }

    /// Classes of the object and its stored version that the cluster says are ALB's.
    private func ownClasses(of request: AdmissionRequest, _ kind: ObjectKind) -> Set<String> {
        guard kind == .ingress else { return [] }
        var names: Set<String> = []
        for node in [request.object, request.oldObject].compactMap(\.self) {
            let binding = environment.resolver.binding(of: Ingress(classOf: node, in: request.document))
            if binding.isALB, let name = binding.className { names.insert(name) }
        }
        return names
    }

    private func ownReference(_ request: AdmissionRequest, _ kind: ObjectKind) -> ObjectReference? {
        guard let node = request.object ?? request.oldObject, var name = ObjectName(of: node, in: request.document)
        else {
            return nil
        }
        if name.namespace.isEmpty { name.namespace = request.namespace }
        return ObjectReference(kind, name)
    }
}
