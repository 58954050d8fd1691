package import JSON
package import Kubernetes

/// The two endpoints, and for saved reviews both in the order of the API server.
package enum ReviewStage: String, CaseIterable, Sendable {
    case mutate
    case validate
    case both
}

extension Reviewer {
    /// Answers one decoded request as the webhook does.
    package func respond(to request: AdmissionRequest, as stage: ReviewStage, now: Int?) -> AdmissionResponse {
        verdict(on: request, as: stage, now: now).response(to: request, as: stage)
    }

    package func verdict(on request: AdmissionRequest, as stage: ReviewStage, now: Int?) -> Verdict {
        switch stage {
        case .mutate: return mutate(request)
        case .validate: return validate(request, now: now)
        case .both:
            let mutated = mutate(request)
            guard let patch = mutated.mutation?.patch, !patch.operations.isEmpty,
                let patched = request.applying(patch)
            else {
                var verdict = validate(request, now: now)
                verdict.mutation = mutated.mutation
                if !verdict.isAllowed { verdict.mutation?.keepFirstNote() }
                return verdict
            }
            var verdict = validate(patched, now: now)
            verdict.mutation = mutated.mutation
            if !verdict.isAllowed { verdict.mutation?.keepFirstNote() }
            return verdict
        }
    }
}

extension AdmissionRequest {
    /// The request as the next webhook would see it; nil when the patch does not apply.
    package func applying(_ patch: JSONPatch) -> AdmissionRequest? {
        guard let object, let patched = try? patch.applied(to: document, at: object) else { return nil }
        // Only CREATE is patched, so there is no old object that would have to move along.
        var request = self
        request.document = patched.document
        request.object = patched.node
        request.oldObject = nil
        return request
    }
}
