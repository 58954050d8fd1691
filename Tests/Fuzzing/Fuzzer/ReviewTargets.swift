import ALBController
import Admission
import JSON
import Kubernetes
import Rules
import TestSupport

private let reviewers: [Reviewer] = {
    var objects = ClusterSnapshot.Builder()
    let texts = [
        ClusterText.alb, ClusterText.nginx, ClusterText.albConfig(listeners: ["80/HTTP", "443/HTTPS"]),
        ClusterText.namespace(), ClusterText.tlsSecret(),
    ]
    for text in texts {
        guard let document = try? JSONDocument(parsing: Array(text.utf8)) else { continue }
        _ = objects.add(document, document.root)
    }
    return ["ack", "lbc", "legacy"].flatMap { profile in
        let text = Array(#"{"profile":"\#(profile)","preset":"strict"}"#.utf8)
        let settings = (try? Settings(parsing: text, catalog: .standard)) ?? Settings()
        return [
            Reviewer(catalog: .standard, settings: settings),
            Reviewer(catalog: .standard, settings: settings, snapshot: ClusterSnapshot(objects)),
        ]
    }
}()

/// Any bytes are answered, and the answer is one that kube-apiserver takes.
func fuzzReview(_ input: [UInt8]) {
    do throws(AdmissionReviewError) {
        let request = try AdmissionReviewDecoder.decode(input, allowBareRequest: true)
        // One reviewer an input, picked by its content, so that each input stays cheap.
        let reviewer = reviewers[input.reduce(0) { $0 &+ Int($1) } % reviewers.count]
        for stage in ReviewStage.allCases {
            let verdict = reviewer.verdict(on: request, as: stage, now: 1_800_000_000)
            let answer = verdict.response(to: request, as: stage).serialized()
            let oracle = AnswerOracle(
                uid: request.uid,
                apiVersion: request.version.rawValue,
                mayPatch: stage != .validate && request.operation == .create
            )
            let objections = oracle.objections(to: answer)
            expect(objections.isEmpty, "\(stage): \(objections) to \(String(decoding: answer, as: UTF8.self))")
            expect(answer.count < 1 << 20, "an answer of \(answer.count) bytes")
        }
    } catch {
        expect(PlainText.line(error.message) == error.message, "\(error.message)")
        expect(error.message.utf8.count < 4096, "a message of \(error.message.utf8.count) bytes")
        guard let answer = error.response, let uid = error.uid else { return }
        let oracle = AnswerOracle(uid: uid, apiVersion: error.version.rawValue, mayPatch: false)
        let objections = oracle.objections(to: answer.serialized())
        expect(objections.isEmpty, "\(objections) to a refusal")
    }
}

/// The JSON inside annotations, as the controller's Go reads it.
func fuzzAnnotation(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    let actions = CustomActions(text, of: ObjectName("shop", "web"))
    let conditions = CustomConditions(text)
    expect(actions.problems.count + conditions.problems.count <= 4096, "problems without end")
    _ = ListenPorts(text)
}

/// Settings are taken or refused with a place that the text has.
func fuzzSettings(_ input: [UInt8]) {
    do throws(SettingsError) {
        _ = try Settings(parsing: input, catalog: .standard)
    } catch {
        let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false).count
        expect(error.position.line >= 1 && error.position.line <= max(1, lines), "\(error.position)")
        expect(error.problem.utf8.count + error.path.utf8.count < 8192, "a long problem")
    }
}
