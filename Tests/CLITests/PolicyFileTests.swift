import ALBController
import Admission
import CLI
import Foundation
import TestSupport
import Testing

/// What the chart installs is what the program prints; `UPDATE_FIXTURES=1 swift test --filter PolicyFileTests` writes it.
struct PolicyFileTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "charts/alb-admission/files")

    @Test(arguments: [
        ("admission-policy-ack", ["admission-policy"]),
        ("admission-policy-lbc", ["admission-policy", "--profile", "lbc"]),
        ("admission-policy-legacy", ["admission-policy", "--profile", "legacy"]),
        ("mutating-policy", ["mutating-policy"]),
    ])
    func holdsWhatTheProgramPrints(_ name: String, _ flags: [String]) throws {
        let file = Self.folder.appending(path: "\(name).yaml")
        let printed = CommandRun(["rules", "-o"] + flags)
        #expect(printed.code == .clean && printed.err == "")
        if SavedReview.updates { try printed.out.write(to: file, atomically: true, encoding: .utf8) }
        #expect(try String(contentsOf: file, encoding: .utf8) == printed.out)
    }

    @Test func canBeOfOneRuleOfOtherClassesAndMild() {
        let flags = ["--class", "alb-a", "--class", "alb.b", "--action", "Warn", "--api-version", "v1beta1"]
        let run = CommandRun(["rules", "exact-path-wildcard", "-o", "admission-policy"] + flags)
        #expect(run.code == .clean && run.err == "")
        #expect(run.out.contains("apiVersion: admissionregistration.k8s.io/v1beta1\n"))
        #expect(run.out.contains("object.spec.ingressClassName in ['alb-a', 'alb.b']"))
        #expect(run.out.contains("validationActions: [Warn]\n"))
        #expect(run.out.split(separator: "\n").filter { $0.contains("message:") }.count == 1)
        #expect(run.out.contains("[ALB401]") && !run.out.contains("albconfig"))
    }

    @Test func holdTheDenialsOfTheProfileAlone() {
        let run = CommandRun(["rules", "-o", "admission-policy", "--profile", "lbc"])
        #expect(run.code == .clean && !run.out.contains("[ALB515]") && run.out.contains("[ALB303]"))
    }

    @Test func saysWhatItCannotPrint() {
        let none = "alb-admission: rules: nothing of this rule can be left to the API server in profile ack\n"
        #expect(CommandRun(["rules", "ALB301", "-o", "admission-policy"]) == CommandRun(err: none, .unreadable))
        let name = CommandRun(["rules", "-o", "admission-policy", "--class", "a'b"])
        #expect(name.code == .usage && name.err.contains("is not the name of a class"))
        let version = CommandRun(["rules", "-o", "admission-policy", "--api-version", "v1alpha1"])
        let versions = "alb-admission: rules: admission-policy has the versions v1 and v1beta1\n"
        #expect(version == CommandRun(err: versions, .usage))
    }
}
