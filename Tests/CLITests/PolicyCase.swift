import ALBController
import Admission
import Foundation
import JSON
import Kubernetes
import Rules
import TestSupport

/// A request that the API server judges by a policy and this program by its rules.
struct PolicyCase {
    let name: String
    let request: AdmissionRequest

    /// A line for `judge.py`; nil where no policy is asked.
    var line: String? {
        guard request.subResource.isEmpty, let kind = ObjectKind(request.kind),
            request.operation == .create || request.operation == .update
        else { return nil }
        func text(_ node: JSONNode?) -> String { node.map { request.document.text($0) } ?? "null" }
        let line = """
            {"group":\(ReviewText.quoted(request.kind.group)),"version":\(ReviewText.quoted(request.kind.version)),\
            "resource":"\(AdmissionPolicy.resource(kind))","operation":"\(request.operation.rawValue)",\
            "namespace":\(Self.quoted(request.namespace)),\
            "object":\(text(request.object)),"oldObject":\(text(request.oldObject))}
            """
        return String(line.map { $0.isNewline ? " " : $0 })
    }

    /// The rules that deny while nothing is known of the cluster.
    func denying(_ reviewer: Reviewer) -> Set<String> {
        let verdict = reviewer.validate(request, now: 1_800_000_000)
        return Set(verdict.denials.map(\.rule.id) + verdict.omitted.filter { $0.denials > 0 }.map(\.rule.id))
    }

    /// Every object of the repository: fixtures, recorded reviews, the cases of the open controller and of the vendor.
    static func recorded() throws -> [PolicyCase] {
        var cases = try RuleFixture.all().map { PolicyCase(name: $0.description, request: try $0.request()) }
        cases += try RecordedReview.all().map {
            PolicyCase(name: $0.name, request: try AdmissionReviewDecoder.decode($0.bytes))
        }
        cases += try DocumentedCase.all().map { PolicyCase(name: $0.name, request: try $0.request()) }
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        for file in ["controller-cases.json", "generated-controller-cases.json"] {
            let data = try Data(contentsOf: tests.appending(path: "ControllerCases/\(file)"))
            for recorded in try JSONDocument(parsing: Array(data)).value.elements {
                for object in recorded["objects"]?.elements ?? [] {
                    let name = recorded["name"]?.string ?? ""
                    if let made = try creation(of: object.text, "\(file) \(name)") { cases.append(made) }
                }
            }
        }
        return cases
    }

    /// Control characters escaped as well.
    private static func quoted(_ text: String) -> String {
        (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }

    static func creation(of object: String, _ name: String) throws -> PolicyCase? {
        try make(object, old: nil, name)
    }

    /// As the API server asks; nil for what is of no kind of ours.
    static func make(_ object: String, old: String?, _ name: String) throws -> PolicyCase? {
        let document = try JSONDocument(parsing: Array(object.utf8))
        func text(_ path: String...) -> String {
            document.node(at: JSONPointer(path), from: document.root).flatMap { document.string($0) } ?? ""
        }
        let type = GroupVersionKind(apiVersion: text("apiVersion"), kind: text("kind"))
        guard ObjectKind(type) != nil, type.version.allSatisfy({ $0.isLetter || $0.isNumber }) else { return nil }
        let node = document.node(at: JSONPointer(["metadata", "namespace"]), from: document.root)
        let namespace = node.flatMap { document.kind($0) == .string ? document.text($0) : nil } ?? "\"\""
        let review = """
            {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"1","kind":{\
            "group":"\(type.group)","version":"\(type.version)","kind":"\(type.kind)"},\
            "namespace":\(namespace),\
            "operation":"\(old == nil ? "CREATE" : "UPDATE")","object":\(object),"oldObject":\(old ?? "null")}}
            """
        return PolicyCase(name: name, request: try AdmissionReviewDecoder.decode(Array(review.utf8)))
    }
}
