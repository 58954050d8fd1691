import JSON

/// Writes entries of ``AWSForm`` in the form of ALB; nil for what has no counterpart.
enum AWSFormWriter {
    static func list(_ entries: [String?]) -> String? {
        let known = entries.compactMap(\.self)
        return known.count == entries.count ? "[\(known.joined(separator: ","))]" : nil
    }

    static func condition(_ entry: JSONValue) -> String? {
        guard let name = entry.member("field")?.string, let (key, kind) = AWSForm.conditions[name],
            let settings = entry.member(key) ?? entry.member(kind.configKey),
            let values = settings.member("values")?.elements, !values.isEmpty
        else { return nil }
        var members: [(String, String)] = []
        if kind == .header {
            guard let header = settings.member("httpHeaderName")?.string else { return nil }
            members.append(("key", quoted(header)))
        }
        let texts = kind == .queryString ? values.map(pair) : values.map { $0.string.map(quoted) }
        guard let list = list(texts) else { return nil }
        members.append(("values", list))
        let config = kind.rawValue.prefix(1).lowercased() + kind.rawValue.dropFirst() + "Config"
        return object([("type", quoted(kind.rawValue)), (config, object(members))])
    }

    private static func pair(_ value: JSONValue) -> String? {
        guard let text = value.member("value")?.string else { return nil }
        let key = value.member("key")?.string ?? ""
        return object([("key", quoted(key)), ("value", quoted(text))])
    }

    static func action(_ entry: JSONValue) -> String? {
        switch entry.member("type")?.string {
        case "redirect": redirect(entry.member("redirectConfig"))
        case "fixed-response": fixedResponse(entry.member("fixedResponseConfig"))
        case "forward": forward(entry.member("forwardConfig"))
        default: nil
        }
    }

    private static func redirect(_ settings: JSONValue?) -> String? {
        guard let settings, let code = settings.member("statusCode")?.string else { return nil }
        func text(_ name: String, _ standard: String) -> String? {
            let written = settings.member(name)?.string ?? standard
            let text = written.replacing("/#{path}", with: "${path}").replacing("#{", with: "${")
            return quoted(text)
        }
        guard let `protocol` = text("protocol", "${protocol}"), let host = text("host", "${host}"),
            let port = text("port", "${port}"), let path = text("path", "${path}"),
            let query = text("query", "${query}")
        else { return nil }
        let members = [
            ("protocol", `protocol`), ("host", host), ("port", port), ("path", path), ("query", query),
            ("httpCode", quoted(code.hasPrefix("HTTP_") ? String(code.dropFirst(5)) : code)),
        ]
        return object([("type", quoted("Redirect")), ("redirectConfig", object(members))])
    }

    private static func fixedResponse(_ settings: JSONValue?) -> String? {
        guard let settings, let code = settings.member("statusCode")?.string else { return nil }
        let type = settings.member("contentType")?.string ?? "text/plain"
        let members = [
            ("contentType", quoted(type)), ("content", quoted(settings.member("messageBody")?.string ?? "")),
            ("httpCode", quoted(code)),
        ]
        return object([("type", quoted("FixedResponse")), ("fixedResponseConfig", object(members))])
    }

    private static func forward(_ settings: JSONValue?) -> String? {
        guard let groups = settings?.member("targetGroups")?.elements, !groups.isEmpty else { return nil }
        let written = groups.map { group -> String? in
            guard let service = group.member("serviceName")?.string, let port = number(group.member("servicePort"))
            else { return nil }
            let weight = number(group.member("weight")) ?? (groups.count == 1 ? 100 : 1)
            guard (0...100).contains(weight) else { return nil }
            return object([("serviceName", quoted(service)), ("servicePort", "\(port)"), ("weight", "\(weight)")])
        }
        guard let list = list(written) else { return nil }
        return object([("type", quoted("ForwardGroup")), ("forwardConfig", object([("serverGroups", list)]))])
    }

    private static func number(_ value: JSONValue?) -> Int? { value?.integer ?? value?.string.flatMap(GoText.atoi) }

    private static func object(_ members: [(String, String)]) -> String {
        "{\(members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ","))}"
    }

    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONEscape.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
