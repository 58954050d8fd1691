import ALBController
package import JSON
package import Kubernetes

/// Runs the mutations one after the other, each on the result of the one before, and proves the whole patch.
package struct Mutator {
    let reviewer: Reviewer
    let context: ReviewContext

    package init(reviewer: Reviewer, context: ReviewContext) {
        self.reviewer = reviewer
        self.context = context
    }

    func mutate(_ document: JSONDocument, _ object: JSONNode) -> Mutation {
        let ingress = Ingress(document, object)
        var mutation = propose(ingress, hasSpec: document.member("spec", of: object).map(document.kind) == .object)
        guard !mutation.patch.operations.isEmpty else { return mutation }
        if let reason = objection(to: mutation.patch, of: ingress, document, object) {
            mutation.patch = JSONPatch()
            mutation.applied = []
            mutation.notes = ["no default was filled in: \(reason)"]
            mutation.wasDropped = true
        }
        return mutation
    }

    private func propose(_ ingress: Ingress, hasSpec: Bool) -> Mutation {
        var mutation = Mutation()
        guard hasSpec, ingress.shape.isSound else { return mutation }
        var ingress = ingress
        if ingress.metadata.namespace.isEmpty { ingress.metadata.namespace = context.namespace }
        let namespace = context.snapshot.namespaces[ingress.metadata.namespace]?.metadata
        guard !Self.isSkipped(ingress.metadata), !Self.isSkipped(namespace) else { return mutation }
        DefaultIngressClass(context: context).apply(to: &ingress, &mutation)
        DefaultListenPorts(context: context).apply(to: ingress, &mutation)
        return mutation
    }

    /// The object or its Namespace asks for no mutation.
    private static func isSkipped(_ metadata: ObjectMeta?) -> Bool {
        metadata?.annotations[AnnotationKey.skip] == "true" || metadata?.labels[AnnotationKey.skip] == "true"
    }

    /// Why the patch must not be sent: it does not apply, a second run would patch again, or it makes a new denial.
    package func objection(
        to patch: JSONPatch,
        of ingress: Ingress,
        _ document: JSONDocument,
        _ object: JSONNode
    ) -> String? {
        guard let patched = try? patch.applied(to: document, at: object) else {
            return "the patch does not apply to the object"
        }
        let mutated = Self.touchesRules(patch) ? Ingress(patched, patched.root) : ingress.renewed(from: patched)
        guard propose(mutated, hasSpec: true).patch.operations.isEmpty else { return "the patch would not be the last" }
        let denials = judge(mutated).denials
        guard !denials.isEmpty else { return nil }
        // Without a class the Ingress would not be judged at all, and its own faults are no fault of the patch.
        var baseline = ingress
        baseline.ingressClassName = mutated.ingressClassName
        let known = Set(judge(baseline).denials.map(\.identity))
        return denials.first { !known.contains($0.identity) }?.message
    }

    private static func touchesRules(_ patch: JSONPatch) -> Bool {
        !patch.operations.allSatisfy { operation in
            let tokens = operation.path.tokens
            return tokens.first == "metadata" || tokens == ["spec", "ingressClassName"]
        }
    }

    private func judge(_ ingress: Ingress) -> Verdict {
        reviewer.judge(IngressReview(creating: ingress, context))
    }
}

extension Ingress {
    /// Class and metadata of another version, whose rules and TLS entries are the same.
    fileprivate func renewed(from document: JSONDocument) -> Ingress {
        let head = Ingress(classOf: document.root, in: document)
        var renewed = self
        renewed.metadata = head.metadata
        renewed.ingressClassName = head.ingressClassName
        return renewed
    }
}
