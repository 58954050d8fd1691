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
        stopsALB: true,
        effect: "The cloud refuses such tags, and the ALB cannot be created or updated.",
        example: "tags: [{key: \"acs:team\", value: shop}]",
        fix: "tags: [{key: team, value: shop}]",
        sources: [PublicSource.loadBalancerProvider, PublicSource.changeLog]
    )

    static let reservedPrefixes = ["aliyun", "acs:"]
    private static let effect = "the cloud refuses the tags, and the ALB cannot be created or updated"

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        check(review.object.config?["tags"], AlbConfig.configField.key("tags"), &findings)
        for listener in review.object.listeners {
            check(listener.value["tags"], listener.field.key("tags"), &findings)
        }
    }

    private static func check(_ list: JSONValue?, _ field: FieldPath, _ findings: inout FindingCollector) {
        let tags = list?.elements ?? []
        for (index, tag) in tags.enumerated() where tag.kind == .object {
            let key = tag["key"]?.string ?? ""
            let place = field.index(index, identity: key)
            if key.isEmpty {
                findings.advise(place.key("key"), "is empty", value: "", effect: effect, fix: "name the tag")
            }
            checkPrefix(key, place.key("key"), &findings)
            checkPrefix(tag["value"]?.string ?? "", place.key("value"), &findings)
            checkOwner(key, place.key("key"), &findings)
        }
        for name in Repeats(tags.map { $0["key"]?.string ?? "" }).names {
            let values = Set(([name.first] + name.later).map { tags[$0]["value"]?.string ?? "" })
            findings.add(
                field.index(name.second, identity: name.text).key("key"),
                "\"\(name.text.clipped)\" is a duplicate key",
                value: name.text,
                effect: effect,
                fix: values.count == 1 ? name.fix(in: field) : "keep the entry with the value that is meant"
            )
        }
    }

    private static func checkPrefix(_ text: String, _ field: FieldPath, _ findings: inout FindingCollector) {
        guard let prefix = reservedPrefixes.first(where: text.hasPrefix) else { return }
        findings.add(
            field,
            "\"\(text.clipped)\" begins with \"\(prefix)\", which Alibaba Cloud reserves",
            value: text,
            effect: effect,
            fix: "use another name"
        )
    }

    private static func checkOwner(_ key: String, _ field: FieldPath, _ findings: inout FindingCollector) {
        guard key == "ack.aliyun.com" || key.hasPrefix("ingress.k8s.alibaba/") else { return }
        findings.advise(
            field,
            "\"\(key.clipped)\" is a tag of the controller itself",
            value: key,
            effect: "it finds its ALB by these tags",
            fix: "use another key"
        )
    }
}
