import Admission
import Testing

/// How far the verdicts under profile `lbc` agree with what the open controller did when it was run.
struct AgreementTests {
    /// Denied for a reason that the recording does not cover; each with that reason.
    private static let deniedForAnotherReason: [String: String] = [:]

    /// Refusals that admission cannot see, or that an object arriving later cures.
    private static let notVisibleAtAdmission: [String: String] = [:]

    @Test func nothingThatTheControllerAcceptsIsDenied() throws {
        let wrong = try RecordedCase.all().filter { $0.verdict == "accepts" && !$0.isRefusedByAPIServer }
            .filter { Self.deniedForAnotherReason[$0.name] == nil }
            .map { ($0.name, $0.review()) }.filter { $0.1.isDenied }
        #expect(wrong.isEmpty, "\(wrong.map { "\($0.0): \($0.1.rules)" }.joined(separator: "\n"))")
    }

    @Test func nothingThatTheControllerRefusesIsPassedInSilence() throws {
        let wrong = try RecordedCase.all().filter { $0.verdict == "rejects" }
            .filter { Self.notVisibleAtAdmission[$0.name] == nil }
            .filter { $0.review().isSilent }
        #expect(wrong.isEmpty, "\(wrong.map { "\($0.name) [\($0.stage)]" }.joined(separator: "\n"))")
    }

    @Test func whatIsSurelyNotMeantGetsAWarning() throws {
        let wrong = try RecordedCase.all().filter { $0.verdict == "accepts" && $0.isSilentlyWrong }
            .filter { $0.review().isSilent }
        #expect(wrong.isEmpty, "\(wrong.map(\.name).joined(separator: "\n"))")
    }

    @Test func whatTheControllerIgnoresIsNeverDenied() throws {
        let wrong = try RecordedCase.all().filter { $0.verdict == "ignores" && !$0.isRefusedByAPIServer }
            .map { ($0.name, $0.review()) }.filter { $0.1.isDenied }
        #expect(wrong.isEmpty, "\(wrong.map { "\($0.0): \($0.1.rules)" }.joined(separator: "\n"))")
    }

    /// Prints the table that the figures in reports come from, and counts that every case was judged.
    @Test func reportsAgreementByGroup() throws {
        let cases = try RecordedCase.all()
        var lines = [
            "group            cases  accepted: clean/warned/denied  refused: denied/warned/silent  ignored: clean/warned/denied"
        ]
        for (group, members) in Dictionary(grouping: cases, by: \.group).sorted(by: { $0.key < $1.key }) {
            let outcomes = members.map { ($0.verdict, $0.review()) }
            func count(_ verdict: String, _ test: (Outcome) -> Bool) -> Int {
                outcomes.count { $0.0 == verdict && test($0.1) }
            }
            let accepted = [
                count("accepts") { $0.isSilent }, count("accepts") { !$0.isSilent && !$0.isDenied },
                count("accepts") { $0.isDenied },
            ]
            let refused = [
                count("rejects") { $0.isDenied }, count("rejects") { !$0.isSilent && !$0.isDenied },
                count("rejects") { $0.isSilent },
            ]
            let ignored = [
                count("ignores") { $0.isSilent }, count("ignores") { !$0.isSilent && !$0.isDenied },
                count("ignores") { $0.isDenied },
            ]
            let columns = [accepted, refused, ignored].map { $0.map(String.init).joined(separator: "/") }
            lines.append(
                "\(group): \(members.count) cases, accepted \(columns[0]), refused \(columns[1]), ignored \(columns[2])"
            )
            #expect((accepted + refused + ignored).reduce(0, +) == members.count)
        }
        print(lines.joined(separator: "\n"))
        #expect(cases.count == 323)
    }
}
