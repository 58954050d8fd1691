import ALBController
import Admission
import JSON
import Kubernetes

/// Tries an edit on the object under review: it is worth proposing only if the rules say less about the result, and
/// nothing new.
///
/// Costs a review for each edit, so only a few are tried, on objects of an ordinary size.
struct FixTrial<Review: Reviewing> {
    private let review: Review
    private let rules: RulesFor<Review>
    /// The texts of the object and of its stored version; nil when they are too long, or not at hand.
    private let makeTexts: () -> (object: [UInt8], old: [UInt8]?)?
    private var tries = 0
    private var subject: Subject?

    private static var triedEdits: Int { 6 }

    private struct Subject {
        var object: JSONDocument
        var old: [UInt8]?
        var known: Set<FindingIdentity>
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
        return verdict.omitted.isEmpty && subject.known.isStrictSuperset(of: Set(verdict.findings.map(\.identity)))
    }

    private func makeSubject() -> Subject? {
        guard let texts = makeTexts(), let document = try? JSONDocument(parsing: texts.object),
            let verdict = verdict(on: texts.object, old: texts.old), verdict.omitted.isEmpty
        else { return nil }
        return Subject(object: document, old: texts.old, known: Set(verdict.findings.map(\.identity)))
    }

    private func verdict(on object: [UInt8], old: [UInt8]?) -> Verdict? {
        let pair = Array("{\"object\":".utf8) + object + Array(",\"old\":".utf8) + (old ?? Array("null".utf8)) + [0x7D]
        guard let document = try? JSONDocument(parsing: pair), let node = document.member("object", of: document.root)
        else { return nil }
        let oldNode = old.flatMap { _ in document.member("old", of: document.root) }
        var context = review.context
        context.isTrial = true
        let trial = Review(oldNode == nil ? .create : .update, document, node, old: oldNode, context)
        return rules.verdict(on: trial)
    }
}

extension FixTrial where Review == IngressReview {
    init(_ review: IngressReview) {
        self.review = review
        rules = RuleCatalog.ofIngress
        makeTexts = { FixTrialTexts.pair(review.object.metadata, review.old?.metadata, FixTrialTexts.of) }
    }
}

extension FixTrial where Review == ObjectReview<AlbConfig> {
    init(_ review: ObjectReview<AlbConfig>) {
        self.review = review
        rules = RuleCatalog.ofAlbConfig
        makeTexts = {
            FixTrialTexts.pair(review.object.source, review.old?.source) {
                Array($0.document.bytes[$0.document.range($0.node)])
            }
        }
    }
}

private enum FixTrialTexts {
    private static let longest = 16 * 1024

    static func pair<Object>(
        _ object: Object,
        _ old: Object?,
        _ text: (Object) -> [UInt8]?
    ) -> (object: [UInt8], old: [UInt8]?)? {
        guard let bytes = text(object), bytes.count <= longest else { return nil }
        guard let old else { return (bytes, nil) }
        guard let stored = text(old), stored.count <= 2 * longest else { return nil }
        return (bytes, stored)
    }

    /// The text of the object that has these annotations: a document of its own, or part of a request.
    static func of(_ metadata: ObjectMeta) -> [UInt8]? {
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
