import ALBController
import Admission
import Kubernetes

/// What the documentation of CreateRule says about the values of actions.
enum ActionValues {
    private static let groupLimit = 5
    private static let queryLimit = 128
    private static let contentLimit = 1024
    private static let redirectCodes: Set<String> = ["301", "302", "303", "307", "308"]
    private static let contentTypes = [
        "text/plain", "text/css", "text/html", "application/javascript", "application/json",
    ]
    private static let valueTypes = ["UserDefined", "ReferenceHeader", "SystemDefined"]

    static func faults(_ config: ActionConfig, _ kind: ActionKind) -> [CustomValueFault] {
        switch kind {
        case .forwardGroup: forward(config.forward)
        case .fixedResponse: config.fixedResponse.map(response) ?? []
        case .redirect: config.redirect.map(redirect) ?? []
        case .rewrite: [config.rewrite?.query].compactMap(\.self).compactMap(query)
        case .trafficLimit: config.trafficLimit.map(limit) ?? []
        case .insertHeader: config.insertHeader.map(insert) ?? []
        case .removeHeader:
            config.removeHeader.map {
                $0.key.isEmpty ? [noKey] : [HeaderNameText.fault($0.key, "header")].compactMap(\.self)
            } ?? []
        case .trafficMirror, .cors: []
        }
    }

    private static let noKey = CustomValueFault(problem: "has no Key", value: "", fix: "add Key")

    private static func forward(_ config: ForwardConfig?) -> [CustomValueFault] {
        let groups = config?.serverGroups ?? []
        var faults: [CustomValueFault] = []
        if groups.count > groupLimit {
            faults.append(
                CustomValueFault(
                    problem: "has \(groups.count) server groups, a ForwardGroup takes at most \(groupLimit)",
                    value: "\(groups.count)",
                    fix: "leave out some of them"
                )
            )
        }
        if let weight = groups.lazy.map(\.weight).first(where: { !(0...100).contains($0) }) {
            faults.append(
                CustomValueFault(
                    problem: "weight \(weight) is outside 0-100",
                    value: "\(weight)",
                    fix: "write 0 to 100"
                )
            )
        }
        return faults
    }

    private static func response(_ config: FixedResponseConfig) -> [CustomValueFault] {
        var faults: [CustomValueFault] = []
        let code = Array(config.httpCode.utf8)
        let isStatus =
            code.count == 3 && "245".utf8.contains(code[0]) && code.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        if !config.httpCode.isEmpty, !isStatus {
            let problem = "HttpCode \"\(config.httpCode.clipped)\" is not a status of 2xx, 4xx or 5xx"
            faults.append(
                CustomValueFault(problem: problem, value: config.httpCode, fix: "write three digits in quotes")
            )
        }
        if !config.contentType.isEmpty, !contentTypes.contains(config.contentType) {
            faults.append(
                CustomValueFault(
                    problem: "ContentType \"\(config.contentType.clipped)\" is none that ALB answers with",
                    value: config.contentType,
                    fix: "use \(contentTypes.joined(separator: ", "))"
                )
            )
        }
        if config.content.utf8.count > contentLimit || !config.content.utf8.allSatisfy({ $0 < 0x80 }) {
            faults.append(
                CustomValueFault(
                    problem: "Content is more than \(contentLimit) bytes of ASCII",
                    value: "\(config.content.utf8.count)",
                    fix: "write at most 1 KB of ASCII, or forward to a Service that answers"
                )
            )
        }
        return faults
    }

    private static func redirect(_ config: RedirectConfig) -> [CustomValueFault] {
        var faults: [CustomValueFault] = []
        if !config.httpCode.isEmpty, !redirectCodes.contains(config.httpCode) {
            let problem = "HttpCode \"\(config.httpCode.clipped)\" is not a redirect"
            faults.append(
                CustomValueFault(problem: problem, value: config.httpCode, fix: "use 301, 302, 303, 307 or 308")
            )
        }
        if !config.port.isEmpty, config.port != "${port}", GoText.atoi(config.port).map((1...65535).contains) != true {
            let problem = "Port \"\(config.port.clipped)\" is not a port"
            faults.append(
                CustomValueFault(problem: problem, value: config.port, fix: "write a number in quotes, or ${port}")
            )
        }
        if !["", "HTTP", "HTTPS", "${PROTOCOL}"].contains(config.protocol.uppercased()) {
            let problem = "Protocol \"\(config.protocol.clipped)\" is neither HTTP nor HTTPS"
            faults.append(
                CustomValueFault(problem: problem, value: config.protocol, fix: "write HTTP, HTTPS or ${protocol}")
            )
        }
        return faults
    }

    /// Capital letters are refused in the query of a rewrite.
    private static func query(_ text: String) -> CustomValueFault? {
        let plain = text.replacing("${query}", with: "").replacing("${host}", with: "").replacing("${path}", with: "")
        let mark = plain.utf8.first { byte in
            ConditionValues.forbidden.contains(byte) && byte != UInt8(ascii: "&") || byte <= 0x20 || byte >= 0x7F
                || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
        }
        if let mark {
            let isCapital = mark >= UInt8(ascii: "A") && mark <= UInt8(ascii: "Z")
            return CustomValueFault(
                problem:
                    "Query \"\(text.clipped)\" has \(isCapital ? "capital letters" : ConditionValues.name(of: mark))",
                value: text,
                fix: "write small letters and digits, and ${query} for the query of the request"
            )
        }
        guard text.utf8.count > queryLimit else { return nil }
        return CustomValueFault(
            problem: "Query is longer than \(queryLimit) characters",
            value: text,
            fix: "shorten it"
        )
    }

    private static func limit(_ config: TrafficLimitConfig) -> [CustomValueFault] {
        [("QPS", config.qps), ("QPSPerIp", config.qpsPerIP)].compactMap { name, text in
            guard let number = GoText.atoi(text), number > TrafficLimitRule.documentedMaximum else { return nil }
            return CustomValueFault(
                problem: "\(name) \(number) is above the documented maximum \(TrafficLimitRule.documentedMaximum)",
                value: text,
                fix: "write at most \(TrafficLimitRule.documentedMaximum)"
            )
        }
    }

    private static func insert(_ config: InsertHeaderConfig) -> [CustomValueFault] {
        if config.key.isEmpty { return [noKey] }
        if let fault = HeaderNameText.fault(config.key, "header") { return [fault] }
        guard !config.valueType.isEmpty, !valueTypes.contains(config.valueType) else { return [] }
        let problem = "ValueType \"\(config.valueType.clipped)\" is unknown"
        return [
            CustomValueFault(
                problem: problem,
                value: config.valueType,
                fix: "use \(valueTypes.joined(separator: ", "))"
            )
        ]
    }
}
