import ALBController
import Admission
import Kubernetes
import Rules

/// `rules -o admission-policy` and `rules -o mutating-policy`: the rules as the API server can take them over.
///
/// A way to print the rules, so it belongs to the subcommand that has the others.
enum PolicyOptions {
    static let all = [
        Option(
            name: "profile",
            value: "ack|lbc|legacy",
            help: "for policies: the profile whose denials they hold (default ack)",
            choices: ControllerProfile.allCases.map(\.rawValue)
        ),
        Option(
            name: "class",
            value: "NAME",
            help: "for policies: a class of ALB's, repeatable (default alb)",
            isRepeatable: true
        ),
        Option(
            name: "action",
            value: "Deny|Warn|Audit",
            help: "for policies: what becomes of a refused object (default Deny)",
            choices: PolicyListing.Action.allCases.map(\.rawValue)
        ),
        Option(
            name: "api-version",
            value: "v1|v1beta1|v1alpha1",
            help: "for policies: the version of admissionregistration.k8s.io (default v1)",
            choices: PolicyListing.Version.allCases.map(\.rawValue)
        ),
    ]

    static func run(_ options: Options, _ console: Console, isMutating: Bool) -> ExitCode {
        let classes = options.all("class").isEmpty ? ["alb"] : options.all("class")
        if let wrong = classes.first(where: { !isName($0) }) {
            console.problem("rules: \"\(wrong)\" is not the name of a class: lower-case letters, digits, - and .")
            return .usage
        }
        let version = options.value("api-version").flatMap(PolicyListing.Version.init) ?? .v1
        guard !isMutating else {
            console.out(MutatingPolicyListing.text(MutatingPolicy(className: classes[0]), version))
            return .clean
        }
        guard version != .v1alpha1 else {
            console.problem("rules: admission-policy has the versions v1 and v1beta1")
            return .usage
        }
        let profile = options.value("profile").flatMap(ControllerProfile.init) ?? .ack
        var policies = RuleCatalog.standard.policies(profile)
        if let wanted = options.operands.first {
            guard let rule = RuleCatalog.standard.rule(wanted) else {
                console.problem("rules: no rule \"\(wanted)\"\(RuleCatalog.standard.hint(wanted))")
                return .unreadable
            }
            policies = policies.map { ($0.kind, $0.policies.filter { $0.rule.id == rule.id }) }
        }
        let found = AdmissionPolicy.all(policies, profile, classes: classes)
        guard !found.isEmpty else {
            console.problem("rules: nothing of this rule can be left to the API server in profile \(profile.rawValue)")
            return .unreadable
        }
        let action = options.value("action").flatMap(PolicyListing.Action.init) ?? .deny
        console.out(PolicyListing.text(found, version, action))
        return .clean
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 253
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                    UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
