import ALBController
import Admission
import JSON
import Kubernetes

/// The controller refuses these values before it calls the cloud, whatever their case.
struct EnumValues: Rule {
    static let description = RuleDescription(
        id: "ALB605",
        name: "enum-values",
        summary:
            "addressType, addressIpVersion, addressAllocatedMode, ipv6AddressType and payType must be known words.",
        severity: .deny,
        kinds: [.albConfig],
        stopsALB: true,
        effect: "The controller refuses the value (\"invalid load balancer ...\") and creates no ALB.",
        example: "spec: {config: {addressType: Public}}",
        fix: "addressType: Internet for a public ALB, addressType: Intranet for a private one.",
        sources: [PublicSource.loadBalancerProvider, PublicSource.dictionary]
    )

    struct Choice {
        var path: [String]
        var words: [String]
        /// Nothing checks this one, another word just has no effect.
        var isLenient = false
    }

    static let choices = [
        Choice(path: ["addressType"], words: ["Internet", "Intranet"]),
        Choice(path: ["ipv6AddressType"], words: ["Internet", "Intranet"], isLenient: true),
        Choice(path: ["addressIpVersion"], words: ["IPv4", "DualStack"]),
        Choice(path: ["addressAllocatedMode"], words: ["Dynamic", "Fixed"]),
        Choice(path: ["billingConfig", "payType"], words: ["PostPay"]),
    ]

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        for choice in choices { check(choice, review, &findings) }
    }

    private static func check(_ choice: Choice, _ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        var value = review.object.config
        var field = AlbConfig.configField
        for name in choice.path {
            value = value?[name]
            field = field.key(name)
        }
        guard let text = value?.string, !text.isEmpty,
            !choice.words.contains(where: { GoText.equalFold($0, text) })
        else { return }
        let words = choice.words.joined(separator: " or ")
        let problem = "\"\(text.clipped)\" is not \(words)"
        let fix = fix(text, choice, field)
        if review.object.reusesALB {
            let effect = "it is not read while id is set, but would be refused for a new ALB"
            findings.advise(field, problem, value: text, effect: effect, fix: fix)
        } else if choice.isLenient {
            findings.advise(field, problem, value: text, effect: "it has no effect", fix: fix)
        } else {
            let effect = "the controller refuses it and creates no ALB"
            findings.add(field, problem, value: text, effect: effect, fix: fix)
        }
    }

    private static func fix(_ text: String, _ choice: Choice, _ field: FieldPath) -> Fix {
        if let word = Suggestion.onlyNearest(to: text, in: choice.words) { return .write(word, in: field) }
        return choice.words.count > 1
            ? "write one of the two" : Fix("write \(choice.words.joined()), the only one there is")
    }
}
