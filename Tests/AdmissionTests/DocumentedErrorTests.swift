import Admission
import Rules
import TestSupport
import Testing

/// The table of what the controller reports and what is said before.
struct DocumentedErrorTests {
    @Test func everyDocumentedErrorIsInTheTable() throws {
        let listed = try DocumentedError.listedIDs()
        #expect(try DocumentedError.all().map(\.id) == listed)
        #expect(Set(listed).count == listed.count)
    }

    @Test func everyRuleInTheTableExists() throws {
        let known = Set(RuleCatalog.standard.descriptions.map(\.id))
        for error in try DocumentedError.all() {
            #expect(known.isSuperset(of: error.ruleIDs), "\(error.id)")
            #expect(!error.ruleIDs.isEmpty || error.unseen?.isEmpty == false, "\(error.id) has neither rule nor reason")
        }
    }

    /// That the rules of a case do speak is what ``DocumentedCaseTests`` looks at.
    @Test func everyRuleInTheTableHasACaseThatMakesItSpeak() throws {
        let cases = try DocumentedCase.all()
        for error in try DocumentedError.all() {
            let shown = Set(cases.filter { $0.errors.contains(error.id) }.flatMap(\.rules))
            #expect(shown == Set(error.ruleIDs), "\(error.id)")
        }
        let known = Set(try DocumentedError.listedIDs())
        for one in cases { #expect(known.isSuperset(of: one.errors), "\(one)") }
    }
}
