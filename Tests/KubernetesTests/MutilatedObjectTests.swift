import ALBController
import Admission
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// Whatever stands where: no crash, and an answer that the API server takes.
struct MutilatedObjectTests {
    private static let kinds = ["ingresses", "albconfigs", "services", "secrets", "ingressclasses", "namespaces"]

    @Test(arguments: kinds)
    func isAnsweredProperly(_ resource: String) throws {
        let seed: UInt64 = 20_260_601
        var random = SeededGenerator(seed: seed)
        let reviews = try RecordedReview.all().filter { $0.name.contains("-\(resource)") && !$0.isMutating }
        let reviewers = try [Reviewer(), Reviewer(snapshot: Self.snapshot())]
        for round in 0..<150 {
            let request = try AdmissionReviewDecoder.decode(random.pick(reviews).bytes)
            let mutilated = try Self.mutilated(request, &random)
            for reviewer in reviewers {
                for webhook in ReviewStage.allCases {
                    let answer = reviewer.respond(to: mutilated, as: webhook, now: 1_780_272_000).serialized()
                    let oracle = AnswerOracle(
                        uid: request.uid,
                        mayPatch: webhook != .validate && request.operation == .create
                    )
                    let objections = oracle.objections(to: answer)
                    guard !objections.isEmpty else { continue }
                    let object = mutilated.object.map(mutilated.document.text) ?? ""
                    Issue.record("seed \(seed), round \(round): \(objections)\n\(object)")
                }
            }
        }
    }

    /// Other objects of the cluster may be just as broken.
    @Test func aMutilatedClusterIsRead() throws {
        let seed: UInt64 = 7
        var random = SeededGenerator(seed: seed)
        let request = try AdmissionReviewDecoder.decode(RecordedReview.named("1.36/022").bytes)
        let oracle = AnswerOracle(uid: request.uid)
        for round in 0..<20 {
            var objects = ClusterSnapshot.Builder()
            for review in try RecordedReview.all("kubernetes-1.36") {
                let other = try AdmissionReviewDecoder.decode(review.bytes)
                guard let object = other.object else { continue }
                let bytes = try MutilatedObject.make(Array(other.document.bytes[other.document.range(object)]), &random)
                let document = try JSONDocument(parsing: bytes)
                if let kind = ObjectKind(other.kind) { objects.add(kind, document, document.root) }
            }
            let reviewer = Reviewer(snapshot: ClusterSnapshot(objects))
            let answer = reviewer.respond(to: request, as: .both, now: nil).serialized()
            #expect(oracle.objections(to: answer) == [], "seed \(seed), round \(round)")
        }
    }

    private static func snapshot() throws -> ClusterSnapshot {
        var objects = ClusterSnapshot.Builder()
        for review in try RecordedReview.all("kubernetes-1.36") {
            let request = try AdmissionReviewDecoder.decode(review.bytes)
            if request.operation == .create, let object = request.object { objects.add(request.document, object) }
        }
        return ClusterSnapshot(objects)
    }

    /// The same request with another object, and on UPDATE maybe another old object.
    private static func mutilated(
        _ request: AdmissionRequest,
        _ random: inout SeededGenerator
    ) throws -> AdmissionRequest {
        func text(_ node: JSONNode?) throws -> String {
            guard let node else { return "null" }
            let bytes = Array(request.document.bytes[request.document.range(node)])
            return String(decoding: try MutilatedObject.make(bytes, &random), as: UTF8.self)
        }
        let body = try "{\"object\":\(text(request.object)),\"oldObject\":\(text(request.oldObject))}"
        let document = try JSONDocument(parsing: Array(body.utf8))
        var result = request
        result.document = document
        result.object = document.member("object", of: document.root).flatMap { document.kind($0) == .object ? $0 : nil }
        result.oldObject = document.member("oldObject", of: document.root).flatMap {
            document.kind($0) == .object ? $0 : nil
        }
        return result
    }
}
