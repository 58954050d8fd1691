import Admission
import TestSupport
import Testing

/// What the documentation says about objects holds under the default settings.
struct DocumentedCaseTests {
    /// The date that certificates are judged at: 2027-06-01.
    private static let now = 1_811_808_000

    @Test(.namesItsCase) func everyCaseIsJudgedAsItsPageSays() throws {
        forEachCase(of: try DocumentedCase.all()) { documented in
            let verdict = try documented.reviewer().validate(documented.request(), now: Self.now)
            let messages = verdict.findings.map(\.message)
            let denials = Set(verdict.denials.map(\.rule.id))
            let all = Set(verdict.findings.map(\.rule.id))
            switch documented.expectation {
            case .passes: #expect(messages.isEmpty, "\(documented.source)")
            case .warned:
                #expect(denials.isEmpty, "\(documented.source) \(messages)")
                #expect(all.isSuperset(of: documented.rules) && !documented.rules.isEmpty, "\(messages)")
            case .denied:
                #expect(denials.isSuperset(of: documented.rules) && !documented.rules.isEmpty, "\(messages)")
            }
            for words in documented.words {
                #expect(messages.contains { $0.lowercased().contains(words.lowercased()) }, "\(words): \(messages)")
            }
        }
    }

    /// Otherwise nobody could decide who is right.
    @Test(.namesItsCase) func everyCaseNamesAPublicPage() throws {
        forEachCase(of: try DocumentedCase.all()) { documented in
            let isPage = documented.source.hasPrefix("https://")
            let isFile = documented.source.wholeMatch(of: /[-\w]+\/[-\w]+: \S+/) != nil
            #expect(isPage || isFile, "\(documented.source)")
        }
    }
}
