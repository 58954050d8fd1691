import Admission
import Foundation
import Kubernetes
import Rules
import TestSupport
import Testing

struct RuleCatalogTests {
    private var rules: [RuleDescription] { RuleCatalog.standard.descriptions }

    @Test func idsAndNamesAreUniqueAndWellFormed() {
        #expect(Set(rules.map(\.id)).count == rules.count)
        #expect(Set(rules.map(\.name)).count == rules.count)
        for rule in rules {
            #expect(rule.id.wholeMatch(of: /ALB[1-9][0-9][0-9]/) != nil, "\(rule.id)")
            #expect(rule.name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(rule.name)")
        }
    }

    @Test func everyRuleExplainsItself() {
        for rule in rules {
            #expect(rule.summary.hasSuffix("."), "\(rule.id): summary")
            #expect(rule.effect.hasSuffix("."), "\(rule.id): effect")
            #expect(!rule.example.isEmpty && !rule.fix.isEmpty && !rule.sources.isEmpty, "\(rule.id)")
            #expect(!rule.kinds.isEmpty && !rule.operations.isEmpty, "\(rule.id)")
        }
    }

    /// A file is named after its rule, so the folder is a table of contents.
    @Test func everyFileIsInTheCatalogueAndTheOtherWayRound() throws {
        let types = Set(Self.typeNames)
        let files = Set(try Self.ruleFiles())
        #expect(files.subtracting(types).isEmpty, "files without a catalogue line")
        #expect(types.subtracting(files).isEmpty, "catalogue lines without a file")
    }

    /// A rule about a thing that has a type of its own is called so with the suffix `Rule`.
    @Test func theNameOfARuleIsThatOfItsType() {
        let types = Set(Self.typeNames.map { $0.lowercased() })
        for rule in rules {
            let plain = rule.name.replacing("-", with: "")
            #expect(types.contains(plain) || types.contains(plain + "rule"), "\(rule.id)")
        }
    }

    /// The outermost type, for a rule that judges several kinds has one inside for each.
    private static var typeNames: [String] {
        RuleCatalog.standard.kinds.flatMap(\.typeNames).compactMap { name in
            name.split(separator: ".").dropFirst().first.map(String.init)
        }
    }

    @Test func everyRuleHasACaseThatFiresAndANearMiss() throws {
        let fixtures = try RuleFixture.all()
        for rule in rules where rule.id != ListTooLongTests.id {
            let roles = Set(fixtures.filter { $0.ruleID == rule.id }.compactMap(\.role))
            #expect(roles.contains(.passes), "\(rule.id) has no near miss")
            #expect(roles.contains(.denies) || roles.contains(.warns), "\(rule.id) has no case that fires")
            guard [rule.severity.ack, rule.severity.lbc, rule.severity.legacy].contains(.deny) else { continue }
            #expect(roles.contains(.denies), "\(rule.id) has no case that it denies")
            if rule.operations.contains(.update) {
                #expect(roles.contains(.ratchets), "\(rule.id) has no ratcheted update")
            }
        }
        let known = Set(rules.map(\.id))
        #expect(fixtures.allSatisfy { known.contains($0.ruleID) }, "a folder without a rule")
    }

    /// Files that declare a `RuleDescription`; the others are what several rules share.
    private static func ruleFiles() throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Rules")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.compactMap { url in
            let text = try String(contentsOf: url, encoding: .utf8)
            guard text.contains("static let description = RuleDescription(") else { return nil }
            return url.deletingPathExtension().lastPathComponent
        }
    }
}
