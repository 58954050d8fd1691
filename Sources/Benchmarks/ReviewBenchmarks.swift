import Admission
import JSON
import Kubernetes
import Rules

/// From the bytes of a review to the bytes of the answer, as the server does it.
///
/// An Ingress of 24 paths, created and with one backend changed, so that every rule looks at it: an update that changes
/// nothing is answered without a look.
enum ReviewBenchmarks {
    static func all(_ inputs: Inputs) throws -> [Benchmark] {
        let reviewer = Reviewer()
        return [
            answer("mutate create", try inputs.review("mutate-create.json"), .mutate, reviewer),
            answer("validate create", try inputs.review("validate-create.json"), .validate, reviewer),
            answer("validate update", try inputs.review("validate-update.json"), .validate, reviewer),
            answer("validate small create", try inputs.file("review-small.json"), .validate, reviewer),
        ]
    }

    private static func answer(
        _ name: String,
        _ bytes: [UInt8],
        _ stage: ReviewStage,
        _ reviewer: Reviewer
    ) -> Benchmark {
        Benchmark(name, bytes: bytes.count) {
            let request = try AdmissionReviewDecoder.decode(bytes)
            return reviewer.respond(to: request, as: stage, now: nil).serialized().count
        }
    }
}
