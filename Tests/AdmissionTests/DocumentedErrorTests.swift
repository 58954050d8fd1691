import Admission
import Events
import Rules
import TestSupport
import Testing

/// The table of what the controller reports and what is said before.
struct DocumentedErrorTests {
    @Test func everyDocumentedErrorIsInTheTable() throws {
        let listed = try ListedError.all().map(\.id)
        #expect(ControllerError.all.map(\.id) == listed)
        #expect(Set(listed).count == listed.count)
    }

    @Test func everyRuleInTheTableExists() throws {
        let known = Set(RuleCatalog.standard.descriptions.map(\.id))
        for error in ControllerError.all {
            #expect(known.isSuperset(of: error.rules), "\(error.id)")
            #expect(!error.rules.isEmpty || error.unseen?.isEmpty == false, "\(error.id) has neither rule nor reason")
        }
    }

    /// That the rules of a case do speak is what ``DocumentedCaseTests`` looks at.
    @Test func everyRuleInTheTableHasACaseThatMakesItSpeak() throws {
        let cases = try DocumentedCase.all()
        for error in ControllerError.all {
            let shown = Set(cases.filter { $0.errors.contains(error.id) }.flatMap(\.rules))
            #expect(shown == Set(error.rules), "\(error.id)")
        }
        let known = Set(ControllerError.all.map(\.id))
        for one in cases { #expect(known.isSuperset(of: one.errors), "\(one)") }
    }
}
