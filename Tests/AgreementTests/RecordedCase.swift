import ALBController
import Admission
import Foundation
import JSON
import Kubernetes
import Rules

/// One entry of `Tests/ControllerCases/*.json`: objects, and what the real controller did with them.
struct RecordedCase: Sendable {
    let value: JSONValue

    var name: String { value["name"]?.string ?? "" }
    var group: String { String(name.prefix { $0 != "/" }) }
    var verdict: String { value["verdict"]?.string ?? "" }
    var stage: String { value["stage"]?.string ?? "" }
    /// Accepted, but surely not what was meant.
    var isSilentlyWrong: Bool { (value["silent"]?.count ?? 0) > 0 }

    /// What a right answer does, where that is more than the verdict says.
    var wanted: String { value["wanted"]?.string ?? "" }

    typealias Judged = [(recorded: RecordedCase, outcome: Outcome)]

    /// Every case with this program's answer, worked out once for all tests: those that were written by hand, and the
    /// smallest of those in which generated groups and this program disagreed once.
    static let judged: Judged = judged(in: "controller-cases.json") + judged(in: "generated-controller-cases.json")

    private static func judged(in file: String) -> Judged {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        guard let data = try? Data(contentsOf: tests.appending(path: "ControllerCases/\(file)")),
            let document = try? JSONDocument(parsing: Array(data))
        else { return [] }
        return document.value.elements.map { RecordedCase(value: $0) }.map { ($0, $0.review()) }
    }

    /// What this program says when the objects are created, each with all of the others there.
    func review() -> Outcome {
        let objects = value["objects"]?.elements ?? []
        var outcome = Outcome()
        for (index, object) in objects.enumerated() {
            guard let request = request(for: object) else { continue }
            var others = objects
            others.remove(at: index)
            let reviewer = Reviewer(settings: settings, snapshot: snapshot(of: others))
            outcome.findings += reviewer.validate(request).findings
        }
        return outcome
    }

    private var settings: Settings {
        var settings = Settings()
        settings.rules.profile = .lbc
        settings.network.plugin = value["env"]?["backendType"]?.string == "eni" ? .terway : .flannel
        return settings
    }

    /// The cluster is known in full: what is not among the objects does not exist.
    private func snapshot(of objects: [JSONValue]) -> ClusterSnapshot {
        var cluster = ClusterSnapshot.Builder()
        for object in objects { cluster.add(object.document, object.node) }
        cluster.knownKinds = Set(ObjectKind.allCases)
        return ClusterSnapshot(cluster)
    }

    private func request(for object: JSONValue) -> AdmissionRequest? {
        let kind = GroupVersionKind(
            apiVersion: object["apiVersion"]?.string ?? "",
            kind: object["kind"]?.string ?? ""
        )
        guard ObjectKind(kind) != nil else { return nil }
        return AdmissionRequest(.create, kind: kind, document: object.document, object: object.node)
    }
}

struct Outcome: Sendable {
    var findings: [Finding] = []

    var isDenied: Bool { findings.contains { $0.severity == .deny } }
    var isSilent: Bool { findings.isEmpty }
    var rules: String { Set(findings.map { "\($0.rule.id)(\($0.severity.rawValue))" }).sorted().joined(separator: " ") }
}
