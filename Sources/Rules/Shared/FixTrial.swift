import ALBController
import Admission
import JSON
import Kubernetes

/// Tries an edit on the Ingress under review: it is worth proposing only if no rule says anything new about the result.
///
/// Costs a review for each edit, so only a few are tried, on objects of an ordinary size.
struct FixTrial {
    private let review: IngressReview
    private var tries = 0
    private var subject: Subject?

    private static let triedEdits = 6
    private static let longestObject = 16 * 1024

    private struct Subject {
        var object: JSONDocument
        var old: [UInt8]?
        var known: Set<FindingIdentity>
    }

    init(_ review: IngressReview) {
        self.review = review
    }

    /// The fix with its edit if that holds, else the other one.
    mutating func fix(_ proposed: Fix?, else other: @autoclosure () -> Fix) -> Fix {
        guard let proposed, let edit = proposed.edit, holds(edit) else { return other() }
        return proposed
    }

    private mutating func holds(_ edit: Edit) -> Bool {
        guard !review.context.isTrial, tries < Self.triedEdits else { return false }
        tries += 1
        if subject == nil { subject = makeSubject() }
        guard let subject, let bytes = edit.apply(to: subject.object),
            let verdict = verdict(on: bytes, old: subject.old)
        else { return false }
        return verdict.omitted.isEmpty && verdict.findings.allSatisfy { subject.known.contains($0.identity) }
    }

    private func makeSubject() -> Subject? {
        guard let object = bytes(of: review.object.metadata), object.count <= Self.longestObject,
            let document = try? JSONDocument(parsing: object)
        else { return nil }
        var old: [UInt8]?
        if let stored = review.old {
            guard let bytes = bytes(of: stored.metadata), bytes.count <= 2 * Self.longestObject else { return nil }
            old = bytes
        }
        guard let verdict = verdict(on: object, old: old), verdict.omitted.isEmpty else { return nil }
        return Subject(object: document, old: old, known: Set(verdict.findings.map(\.identity)))
    }

    private func verdict(on object: [UInt8], old: [UInt8]?) -> Verdict? {
        let pair = Array("{\"object\":".utf8) + object + Array(",\"old\":".utf8) + (old ?? Array("null".utf8)) + [0x7D]
        guard let document = try? JSONDocument(parsing: pair), let node = document.member("object", of: document.root)
        else { return nil }
        let oldNode = old.flatMap { _ in document.member("old", of: document.root) }
        var context = review.context
        context.isTrial = true
        let trial = IngressReview(oldNode == nil ? .create : .update, document, node, old: oldNode, context)
        return RuleCatalog.ofIngress.verdict(on: trial)
    }

    /// The text of the object that has these annotations: a document of its own, or part of a request.
    private func bytes(of metadata: ObjectMeta) -> [UInt8]? {
        let document = metadata.annotations.document
        guard let annotations = metadata.annotations.node else { return nil }
        let pointer = JSONPointer(["metadata", "annotations"])
        let request = document.member("request", of: document.root)
        let nodes = [
            document.root, request.flatMap { document.member("object", of: $0) },
            request.flatMap { document.member("oldObject", of: $0) }, document.member("object", of: document.root),
            document.member("old", of: document.root), document.member("oldObject", of: document.root),
        ]
        for case let node? in nodes where document.node(at: pointer, from: node) == annotations {
            return Array(document.bytes[document.range(node)])
        }
        return nil
    }
}
