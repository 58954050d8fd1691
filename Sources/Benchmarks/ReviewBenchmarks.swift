import Admission
import JSON
import Kubernetes
import Rules

/// From the bytes of a review to the bytes of the answer, as the server does it.
enum ReviewBenchmarks {
    static func all(_ inputs: Inputs) throws -> [Benchmark] {
        let update = try inputs.file("review.json")
        let small = try inputs.file("review-small.json")
        let create = try asCreate(update)
        let reviewer = Reviewer()
        return [
            answer("mutate update", update, .mutate, reviewer),
            answer("validate update", update, .validate, reviewer),
            answer("mutate create", create, .mutate, reviewer),
            answer("validate create", create, .validate, reviewer),
            answer("mutate small create", small, .mutate, reviewer),
            answer("validate small create", small, .validate, reviewer),
        ]
    }

    private static func answer(
        _ name: String,
        _ bytes: [UInt8],
        _ webhook: ReviewStage,
        _ reviewer: Reviewer
    ) -> Benchmark {
        Benchmark(name, bytes: bytes.count) {
            let request = try AdmissionReviewDecoder.decode(bytes)
            return reviewer.respond(to: request, as: webhook, now: nil).serialized().count
        }
    }

    /// The same object as a CREATE: an UPDATE that changes nothing is not judged.
    private static func asCreate(_ review: [UInt8]) throws -> [UInt8] {
        let request = JSONPointer(["request"])
        let patch = JSONPatch([
            .replace(path: request.appending("operation"), value: Array("\"CREATE\"".utf8)),
            .replace(path: request.appending("oldObject"), value: Array("null".utf8)),
        ])
        return try patch.apply(to: review)
    }
}
