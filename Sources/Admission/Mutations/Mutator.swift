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
        let hasSpec = document.member("spec", of: object).map(document.kind) == .object
        let whole = propose(ingress, hasSpec: hasSpec)
        guard !whole.patch.operations.isEmpty else { return whole }
        var proof = proof(of: whole.patch, for: ingress, document, object)
        guard let reason = proof.objection else { return told(whole, proof, ingress) }
        guard whole.applied.first == DefaultIngressClass.id else { return dropped(whole, reason) }
        var classOnly = whole.applied.count > 1 ? propose(ingress, hasSpec: hasSpec, withPorts: false) : whole
        if whole.applied.count > 1 {
            proof = self.proof(of: classOnly.patch, for: ingress, document, object, withPorts: false)
        }
        if let objection = proof.objection { return withoutClass(classOnly, proof, objection) }
        classOnly.notes.append("[\(DefaultListenPorts.id)] listen-ports was not filled in: \(reason)")
        classOnly.wasDropped = true
        return told(classOnly, proof, ingress)
    }

    private func propose(_ ingress: Ingress, hasSpec: Bool, withPorts: Bool = true) -> Mutation {
        var mutation = Mutation()
        guard hasSpec, ingress.shape.isSound else { return mutation }
        var ingress = ingress
        if ingress.metadata.namespace.isEmpty { ingress.metadata.namespace = context.namespace }
        let namespace = context.snapshot.namespaces[ingress.metadata.namespace]?.metadata
        guard !Self.isSkipped(ingress.metadata), !Self.isSkipped(namespace) else { return mutation }
        DefaultIngressClass(context: context).apply(to: &ingress, &mutation)
        if withPorts { DefaultListenPorts(context: context).apply(to: ingress, &mutation) }
        return mutation
    }

    /// The object or its Namespace asks for no mutation.
    static func isSkipped(_ metadata: ObjectMeta?) -> Bool {
        metadata?.annotations[AnnotationKey.skip] == "true" || metadata?.labels[AnnotationKey.skip] == "true"
    }
}

// MARK: - The proof

extension Mutator {
    private struct Proof {
        var objection: String?
        /// The first denial of the mutated object, whoever is to blame.
        var denial: String?
    }

    /// Why the patch must not be sent: it does not apply, a second run would patch again, or it makes a new denial.
    package func objection(
        to patch: JSONPatch,
        of ingress: Ingress,
        _ document: JSONDocument,
        _ object: JSONNode
    ) -> String? {
        proof(of: patch, for: ingress, document, object).objection
    }

    private func proof(
        of patch: JSONPatch,
        for ingress: Ingress,
        _ document: JSONDocument,
        _ object: JSONNode,
        withPorts: Bool = true
    ) -> Proof {
        guard let patched = try? patch.applied(to: document, at: object) else {
            return Proof(objection: "the patch does not apply to the object")
        }
        let mutated =
            Self.touchesRules(patch) ? Ingress(patched.document, patched.node) : ingress.renewed(from: patched)
        guard propose(mutated, hasSpec: true, withPorts: withPorts).patch.operations.isEmpty else {
            return Proof(objection: "the patch would not be the last")
        }
        let denials = denials(of: mutated)
        guard let first = denials.first else { return Proof() }
        var baseline = ingress
        // Who asks for a class in every case wants to hear what ALB would say.
        if context.settings.defaulting.ingressClass.mode == .always {
            baseline.ingressClassName = mutated.ingressClassName
        }
        let known = Set(self.denials(of: baseline).map(\.identity))
        return Proof(
            objection: denials.first { !known.contains($0.identity) }?.briefMessage,
            denial: first.briefMessage
        )
    }

    private static func touchesRules(_ patch: JSONPatch) -> Bool {
        !patch.operations.allSatisfy { operation in
            let tokens = operation.path.tokens
            return tokens.first == "metadata" || tokens == ["spec", "ingressClassName"]
        }
    }

    private func denials(of ingress: Ingress) -> [Finding] {
        reviewer.denials(of: IngressReview(creating: ingress, context))
    }
}

// MARK: - What the user is told

extension Mutator {
    /// With what could not be read, and in one line where a denial follows, which is what matters then.
    private func told(_ mutation: Mutation, _ proof: Proof, _ ingress: Ingress) -> Mutation {
        var mutation = mutation
        if proof.denial != nil { mutation.keepFirstNote() }
        let namespace = ingress.metadata.namespace.isEmpty ? context.namespace : ingress.metadata.namespace
        if !namespace.isEmpty, context.snapshot.namespaces[namespace] == nil, let first = mutation.notes.first {
            var note = ""
            note.reserveCapacity(first.utf8.count + namespace.utf8.count + 48)
            note += Substring(first.utf8.dropLast())
            note += " (labels of Namespace \""
            note += namespace.clipped
            note += "\" were not read)."
            mutation.notes[0] = note
        }
        return mutation
    }

    private func dropped(_ mutation: Mutation, _ reason: String) -> Mutation {
        var mutation = mutation
        mutation.patch = JSONPatch()
        mutation.applied = []
        mutation.notes = ["no default was filled in: \(reason)"]
        mutation.wasDropped = true
        return mutation
    }

    /// Without a class no ALB serves the Ingress, and nobody refuses it.
    private func withoutClass(_ mutation: Mutation, _ proof: Proof, _ reason: String) -> Mutation {
        var mutation = dropped(mutation, reason)
        if let denial = proof.denial {
            mutation.notes = [
                "[\(DefaultIngressClass.id)] spec.ingressClassName was not filled in: an ALB class would have the Ingress "
                    + "refused: \(denial)"
            ]
        }
        return mutation
    }
}

extension Ingress {
    /// Class and metadata of another version, whose rules and TLS entries are the same.
    fileprivate func renewed(from object: JSONValue) -> Ingress {
        let head = Ingress(classOf: object.node, in: object.document)
        var renewed = self
        renewed.metadata = head.metadata
        renewed.ingressClassName = head.ingressClassName
        return renewed
    }
}
