import JSON

/// Actions and conditions in the form of the AWS Load Balancer Controller, and the same in ALB's.
///
/// Source: `docs/guide/ingress/annotations.md` of kubernetes-sigs/aws-load-balancer-controller, traffic routing.
struct AWSForm {
    /// Nil when something in it has no counterpart here.
    let converted: String?

    /// Nil for conditions that are not in that form.
    init?(conditions document: JSONDocument) {
        let entries = document.value.kind == .object ? [document.value] : document.value.elements
        guard !entries.isEmpty, entries.count <= Self.entryLimit, entries.allSatisfy({ $0.member("field") != nil }),
            entries.contains(where: { $0.member("field")?.string.map(Self.conditions.keys.contains) == true })
        else { return nil }
        converted = AWSFormWriter.list(entries.map(AWSFormWriter.condition))
    }

    /// Nil for actions that are not in that form.
    init?(actions document: JSONDocument) {
        let isObject = document.value.kind == .object
        let entries = isObject ? [document.value] : document.value.elements
        guard !entries.isEmpty, entries.count <= Self.entryLimit,
            entries.contains(where: { Self.isAction($0, isAlone: isObject) })
        else { return nil }
        converted = AWSFormWriter.list(entries.map(AWSFormWriter.action))
    }

    private static let entryLimit = 32

    private static func isAction(_ entry: JSONValue, isAlone: Bool) -> Bool {
        guard let type = entry.member("type")?.string else { return false }
        if type == "fixed-response" || type == "jwt-validation" || type.hasPrefix("authenticate-") { return true }
        guard type == "redirect" || type == "forward" else { return false }
        let settings = entry.member("\(type)Config")
        return isAlone || entry.member("targetGroupARN") != nil || settings?.member("targetGroups") != nil
            || settings?.member("statusCode")?.string?.hasPrefix("HTTP_") == true
    }

    /// The value of `field`, with the settings beside it, and what both are called here.
    static let conditions: [String: (settings: String, kind: ConditionKind)] = [
        "host-header": ("hostHeaderConfig", .host), "path-pattern": ("pathPatternConfig", .path),
        "http-header": ("httpHeaderConfig", .header), "http-request-method": ("httpRequestMethodConfig", .method),
        "query-string": ("queryStringConfig", .queryString), "source-ip": ("sourceIpConfig", .sourceIP),
    ]
}

extension JSONValue {
    /// A member whose name is matched as Go does it.
    func member(_ name: String) -> JSONValue? {
        if let exact = self[name] { return exact }
        guard kind == .object else { return nil }
        let folded = GoText.fold(name)
        return members.prefix(64).last { GoText.fold($0.key) == folded }?.value
    }
}
