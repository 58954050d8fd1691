import ALBController
import Admission
import JSON
import Kubernetes

/// Tags of the ALB and its listeners; the cloud and the controller keep some names for themselves.
struct Tags: Rule {
    static let description = RuleDescription(
        id: "ALB610",
        name: "tags",
        summary: "Tag keys must be unique and, like values, must not begin with aliyun or acs:.",
        severity: SeverityTable(ack: .deny, lbc: .warn, legacy: .warn),
        kinds: [.albConfig],
        effect: "The cloud refuses such tags, and the ALB cannot be created or updated.",
        example: "tags: [{key: \"acs:team\", value: shop}]",
        fix: "tags: [{key: team, value: shop}]",
        sources: [PublicSource.loadBalancerProvider, PublicSource.changeLog]
    )

    private static let effect = "the cloud refuses the tags, and the ALB cannot be created or updated"

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        check(review.object.config?["tags"], AlbConfig.configField.key("tags"), &findings)
        for listener in review.object.listeners {
            check(listener.value["tags"], listener.field.key("tags"), &findings)
        }
    }

    private static func check(_ list: JSONValue?, _ field: FieldPath, _ findings: inout FindingCollector) {
        var seen: Set<String> = []
        for (index, tag) in (list?.elements ?? []).enumerated() where tag.kind == .object {
            let key = tag["key"]?.string ?? ""
            let place = field.index(index, identity: key)
            if key.isEmpty {
                findings.advise(place.key("key"), "is empty", value: "", effect: effect, fix: "name the tag")
            } else if !seen.insert(key).inserted {
                let problem = "\"\(key.clipped)\" stands there twice"
                findings.add(place.key("key"), problem, value: key, effect: effect, fix: "keep one of the two")
            }
            checkReserved(key, place.key("key"), &findings)
            checkReserved(tag["value"]?.string ?? "", place.key("value"), &findings)
        }
    }

    private static func checkReserved(_ text: String, _ field: FieldPath, _ findings: inout FindingCollector) {
        if let prefix = ["aliyun", "acs:"].first(where: text.hasPrefix) {
            findings.add(
                field,
                "\"\(text.clipped)\" begins with \"\(prefix)\", which Alibaba Cloud reserves",
                value: text,
                effect: effect,
                fix: "use another name"
            )
        } else if text == "ack.aliyun.com" || text.hasPrefix("ingress.k8s.alibaba/") {
            findings.advise(
                field,
                "\"\(text.clipped)\" is a tag of the controller itself",
                value: text,
                effect: "it finds its ALB by these tags",
                fix: "use another key"
            )
        }
    }
}
