package import Admission
package import Foundation
package import Kubernetes
import Rules

/// One case of one rule: `Fixtures/<rule id>/<role>-<case>.json`, a ``SavedReview`` that ends with the `findings` of all
/// rules, in their order.
package struct RuleFixture: Sendable, CustomStringConvertible {
    /// What the case shows of its rule, by the beginning of its name.
    package enum Role: String, Sendable {
        case denies, warns, passes
        /// An update that is allowed, with a warning, where a creation of the same object would be denied.
        case ratchets
    }

    package let ruleID: String
    package let review: SavedReview
    package let role: Role?

    package var description: String { "\(ruleID)/\(review.name)" }

    package static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "AdmissionTests/Fixtures")

    package static func all() throws -> [RuleFixture] {
        let files = FileManager.default
        return try files.contentsOfDirectory(atPath: folder.path).sorted().flatMap { ruleID in
            let inner = folder.appending(path: ruleID)
            return try files.contentsOfDirectory(atPath: inner.path).sorted().map { name in
                try RuleFixture(ruleID: ruleID, review: SavedReview(inner.appending(path: name)))
            }
        }
    }

    private init(ruleID: String, review: SavedReview) {
        self.ruleID = ruleID
        self.review = review
        role = review.name.split(separator: "-").first.flatMap { Role(rawValue: String($0)) }
    }

    package func request() throws -> AdmissionRequest { try review.request() }
    package func reviewer() throws -> Reviewer { try review.reviewer() }

    package func findings() throws -> [FindingRecord] {
        try FindingRecord.list(review.text(of: "findings") ?? "[]")
    }

    package func record(_ findings: [FindingRecord]) throws {
        try review.write(FindingRecord.text(findings), as: "findings")
    }

    /// How a verdict contradicts the file's name; nil when it does not.
    package func objection(to verdict: Verdict, now: Int) throws -> String? {
        let own = Set(verdict.findings.filter { $0.rule.id == ruleID }.map(\.severity))
        switch role {
        case nil: return "a case begins with denies-, warns-, passes- or ratchets-"
        case .denies: return own.contains(.deny) ? nil : "\(ruleID) does not deny"
        case .warns:
            if own.contains(.deny) { return "\(ruleID) denies" }
            return own.contains(.warn) ? nil : "\(ruleID) does not warn"
        case .passes: return own.isEmpty ? nil : "\(ruleID) has a finding"
        case .ratchets:
            if own != [.warn] { return "\(ruleID) does not warn only" }
            if !verdict.isAllowed { return "the update is denied" }
            var creation = try request()
            guard creation.operation == .update else { return "the operation is not UPDATE" }
            creation.operation = .create
            creation.oldObject = nil
            let created = try reviewer().validate(creation, now: now)
            let denies = created.denials.contains { $0.rule.id == ruleID }
            return denies ? nil : "\(ruleID) does not deny the object on CREATE"
        }
    }
}
