import ALBController
import TestSupport
import Testing

/// What the model says of the objects that the real controller stumbled over.
struct ControllerConsequenceTests {
    /// Cases whose failure is not the routing model's to see, with the reason.
    private static let elsewhere: [String: String] = [
        "tls/notls.lp443.no-cas-cert.cfg80": "depends on certificates in the cloud",
        "listen-ports/https-no-cert-anywhere": "depends on certificates in the cloud",
        "backend/resource-backend-no-services-in-cluster":
            "the process would end at the first event of a Service, and the case has none",
    ]

    private static func consequence(_ stage: String) -> Consequence? {
        if stage == "build" || stage == "syncIngress" { return .groupFails }
        if stage.hasPrefix("panic:reconcile") { return .silentPanic }
        return stage.contains("process dies") ? .processDies : nil
    }

    private static let judged = ControllerCase.all.filter {
        $0.verdict == "rejects" && consequence($0.stage) != nil && elsewhere[$0.name] == nil
    }

    @Test(.namesItsCase) func refusedCasesHaveTheirConsequence() {
        forEachCase(of: Self.judged) { recorded in
            let worst = recorded.models().compactMap(\.worst).max()
            #expect(worst == Self.consequence(recorded.stage))
        }
    }

    @Test(.namesItsCase) func acceptedCasesAreBuilt() {
        forEachCase(of: ControllerCase.accepted) { recorded in
            let problems = recorded.models().flatMap(\.problems).filter { $0.consequence > .silentlyWrong }
            #expect(problems.isEmpty)
        }
    }

    @Test func theListOfExceptionsHoldsOnlyCasesThatExist() {
        let names = Set(ControllerCase.all.map(\.name))
        #expect(Self.elsewhere.keys.allSatisfy(names.contains))
        #expect(Self.judged.count == 49)
    }
}
