import Admission
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// Mutates one object and checks what holds for every mutation, so that tables only say what is special.
struct MutationProbe {
    /// The values that were added.
    var className: String?
    var listenPorts: String?
    /// Without the remark on a Namespace that is not known.
    var notes: [String]
    var tellsOfUnreadLabels: Bool
    var applied: [String]

    init(_ object: String, _ reviewer: Reviewer, _ location: SourceLocation = #_sourceLocation) throws {
        let request = try ReviewText(object: object).request()
        let mutation = try #require(reviewer.mutate(request).mutation)
        let remark = " (labels of Namespace \"shop\" were not read)"
        notes = mutation.notes.map { $0.replacing(remark, with: "") }
        tellsOfUnreadLabels = mutation.notes.first?.contains(remark) ?? false
        applied = mutation.applied
        #expect(!mutation.wasDropped, "\(mutation.notes)", sourceLocation: location)
        let before = Array(object.utf8)
        let after = try mutation.patch.apply(to: before)
        let independent = try IndependentPatch.apply(mutation.patch.serialized(), to: before)
        #expect(try IndependentPatch.canonical(after) == independent, sourceLocation: location)
        let old = try Ingress.make(before)
        let new = try Ingress.make(after)
        className = old.ingressClassName == new.ingressClassName ? nil : new.ingressClassName
        let key = "alb.ingress.kubernetes.io/listen-ports"
        listenPorts =
            old.metadata.annotations[key] == new.metadata.annotations[key] ? nil : new.metadata.annotations[key]
        try Self.expectLast(after, reviewer, location)
        try Self.expectNoNewDenial(before, after, new.ingressClassName, reviewer, location)
        let answer = reviewer.respond(to: request, as: .mutate, now: nil)
        #expect(answer.allowed, sourceLocation: location)
        #expect(AnswerOracle(uid: request.uid).objections(to: answer.serialized()) == [], sourceLocation: location)
    }

    /// A second run has nothing to add: `reinvocationPolicy: IfNeeded` calls again.
    private static func expectLast(_ object: [UInt8], _ reviewer: Reviewer, _ location: SourceLocation) throws {
        let request = try ReviewText(object: String(decoding: object, as: UTF8.self)).request()
        let again = try #require(reviewer.mutate(request).mutation)
        #expect(again.patch.operations.isEmpty, sourceLocation: location)
    }

    private static func expectNoNewDenial(
        _ before: [UInt8],
        _ after: [UInt8],
        _ className: String?,
        _ reviewer: Reviewer,
        _ location: SourceLocation
    ) throws {
        func denials(_ object: [UInt8]) throws -> Set<FindingIdentity> {
            let request = try ReviewText(object: String(decoding: object, as: UTF8.self)).request()
            return Set(reviewer.validate(request).denials.map(\.identity))
        }
        var baseline = before
        if let className, try Ingress.make(before).ingressClassName == nil {
            let patch = JSONPatch([
                .add(path: JSONPointer(["spec", "ingressClassName"]), value: Array("\"\(className)\"".utf8))
            ])
            baseline = try patch.apply(to: before)
        }
        #expect(try denials(after).subtracting(denials(baseline)).isEmpty, sourceLocation: location)
    }
}

extension Reviewer {
    /// With settings as the configuration file has them, and a cluster when there are `objects`.
    static func make(_ settings: String = "{}", _ objects: [String] = []) throws -> Reviewer {
        try Reviewer(settings: Settings(parsing: Array(settings.utf8)), snapshot: .make(objects))
    }
}
