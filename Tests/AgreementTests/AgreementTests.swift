import Admission
import Testing

/// How far the verdicts under profile `lbc` agree with what the open controller did when it was run.
struct AgreementTests {
    @Test func nothingThatTheControllerAcceptsIsDenied() {
        let wrong = RecordedCase.judged.filter { recorded, outcome in
            recorded.verdict == "accepts" && outcome.isDenied
        }
        #expect(wrong.isEmpty, "\(Self.list(wrong))")
    }

    @Test func nothingThatTheControllerRefusesIsPassedInSilence() {
        let wrong = RecordedCase.judged.filter { recorded, outcome in
            recorded.verdict == "rejects" && outcome.isSilent
        }
        #expect(wrong.isEmpty, "\(Self.list(wrong))")
    }

    @Test func whatIsSurelyNotMeantGetsAWarning() {
        let wrong = RecordedCase.judged.filter { recorded, outcome in
            recorded.verdict == "accepts" && recorded.isSilentlyWrong && outcome.isSilent
        }
        #expect(wrong.isEmpty, "\(Self.list(wrong))")
    }

    @Test func whatTheControllerIgnoresIsNeverDenied() {
        let wrong = RecordedCase.judged.filter { recorded, outcome in
            recorded.verdict == "ignores" && outcome.isDenied
        }
        #expect(wrong.isEmpty, "\(Self.list(wrong))")
    }

    @Test func whatAnOracleWantsToBeDeniedIs() {
        let wrong = RecordedCase.judged.filter { recorded, outcome in
            recorded.wanted == "denied" && !outcome.isDenied
        }
        #expect(wrong.isEmpty, "\(Self.list(wrong))")
    }

    /// Prints the table that the figures in reports come from, and counts that every case was judged.
    @Test func reportsAgreementByGroup() {
        let groups = Dictionary(grouping: RecordedCase.judged) { $0.recorded.group }
        for (group, members) in groups.sorted(by: { $0.key < $1.key }) {
            let columns = ["accepts", "rejects", "ignores"].map { verdict in
                let outcomes = members.filter { $0.recorded.verdict == verdict }.map(\.outcome)
                let denied = outcomes.count { $0.isDenied }
                let silent = outcomes.count { $0.isSilent }
                return "\(verdict) \(denied) denied, \(outcomes.count - denied - silent) warned, \(silent) silent"
            }
            print("\(group): \(members.count) cases; \(columns.joined(separator: "; "))")
        }
        #expect(RecordedCase.judged.count == 340)
    }

    private static func list(_ cases: [(recorded: RecordedCase, outcome: Outcome)]) -> String {
        cases.map { "\($0.recorded.name) [\($0.recorded.stage)] \($0.outcome.rules)" }.joined(separator: "\n")
    }
}
