import ALBController
import Foundation
import JSON
import Routes

/// A rule as it is written down, and a reading of it that shares nothing with the program's.
struct NaiveRule {
    var kind: String
    var conditions: [Condition]

    struct Condition {
        var type: String
        var key = ""
        var values: [String] = []
        var pairs: [KeyValue] = []
    }

    /// As recorded from the controller.
    init(recorded rule: JSONValue) {
        kind = rule["direction"]?.string ?? ""
        conditions = (rule["conditions"]?.elements ?? []).map { entry in
            let type = entry["Type"]?.string ?? ""
            let config = entry["\(type)Config"]
            var condition = Condition(type: type, key: config?["Key"]?.string ?? "")
            for value in config?["Values"]?.elements ?? [] {
                if let text = value.string {
                    condition.values.append(text)
                } else {
                    condition.pairs.append(KeyValue(value["Key"]?.string ?? "", value["Value"]?.string ?? ""))
                }
            }
            return condition
        }
    }

    init(_ rule: ModelRule) {
        kind = rule.direction?.rawValue ?? ""
        conditions = rule.conditions.map { condition in
            let type = condition.kind.rawValue
            switch condition {
            case .host(let values), .path(let values), .method(let values), .sourceIP(let values),
                .responseStatusCode(let values):
                return Condition(type: type, values: values)
            case .header(let key, let values), .responseHeader(let key, let values):
                return Condition(type: type, key: key, values: values)
            case .queryString(let pairs), .cookie(let pairs): return Condition(type: type, pairs: pairs)
            }
        }
    }

    /// Chooses no backend.
    var isOfResponse: Bool { kind == "Response" || conditions.contains { $0.type.hasPrefix("Response") } }

    /// Nil for an expression that is none.
    func holds(_ question: RouteQuestion) -> Bool? {
        var isKnown = true
        for condition in conditions {
            switch condition.holds(question) {
            case true?: break
            case false?: return false
            case nil: isKnown = false
            }
        }
        return isKnown ? true : nil
    }
}

extension NaiveRule.Condition {
    func holds(_ question: RouteQuestion) -> Bool? {
        switch type {
        case "Host": return values.contains { Self.like($0.lowercased(), question.host) }
        case "Path":
            var isKnown = true
            for value in values {
                guard value.hasPrefix("~") else {
                    if Self.like(value, question.path) { return true }
                    continue
                }
                let pattern = String(value.drop { $0 == "~" }.dropFirst(value.hasPrefix("~*") ? 1 : 0))
                guard let regex = try? NSRegularExpression(pattern: pattern, options: .caseInsensitive) else {
                    isKnown = false
                    continue
                }
                let range = NSRange(question.path.startIndex..., in: question.path)
                if regex.firstMatch(in: question.path, range: range) != nil { return true }
            }
            return isKnown ? false : nil
        case "Method": return values.contains(question.method)
        case "Header":
            return question.headers.contains { header in
                header.key.lowercased() == key.lowercased() && values.contains { Self.like($0, header.value) }
            }
        case "Cookie": return has(question.cookies)
        case "QueryString": return has(query(question))
        case "SourceIp": return values.contains { question.sourceIP?.isIn($0) == true }
        default: return nil
        }
    }

    private func query(_ question: RouteQuestion) -> [KeyValue] {
        (question.query ?? "").components(separatedBy: "&").filter { !$0.isEmpty }.map { part in
            let parts = part.components(separatedBy: "=")
            return KeyValue(parts[0], parts.dropFirst().joined(separator: "="))
        }
    }

    private func has(_ given: [KeyValue]) -> Bool {
        pairs.contains { pair in
            given.contains {
                (pair.key.isEmpty || Self.like(pair.key, $0.key)) && Self.like(pair.value, $0.value)
            }
        }
    }

    /// `*` is any run, `?` one character.
    static func like(_ pattern: String, _ text: String) -> Bool {
        let escaped = NSRegularExpression.escapedPattern(for: pattern).replacingOccurrences(of: "\\*", with: ".*")
            .replacingOccurrences(of: "\\?", with: ".")
        return text.range(of: "^(?:\(escaped))$", options: .regularExpression) != nil
    }
}

extension NaiveRule {
    /// A question that the conditions ask for; nil where one has no value that a client could send.
    func question(_ scheme: RouteQuestion.Scheme, port: Int) -> RouteQuestion? {
        var host = "nobody.example.org"
        var path = "/"
        if let values = conditions.last(where: { $0.type == "Host" })?.values.last { host = Self.sample(values) }
        if let value = conditions.last(where: { $0.type == "Path" })?.values.last { path = Self.samplePath(value) }
        guard var question = try? RouteQuestion(url: "\(scheme.rawValue)://\(host):\(port)\(path)") else { return nil }
        question.sourceIP = IPAddress("192.0.2.9")
        var query: [String] = []
        for condition in conditions {
            switch condition.type {
            case "Method": question.method = condition.values.first ?? ""
            case "Header": question.headers.append(KeyValue(condition.key, Self.sample(condition.values.first ?? "")))
            case "Cookie": question.cookies += condition.pairs.prefix(1).map { KeyValue($0.key, Self.sample($0.value)) }
            case "QueryString": query += condition.pairs.prefix(1).map { "\($0.key)=\(Self.sample($0.value))" }
            case "SourceIp":
                question.sourceIP = condition.values.first.flatMap { IPAddress(String($0.prefix { $0 != "/" })) }
            default: break
            }
        }
        if !query.isEmpty { question.query = query.joined(separator: "&") }
        return question
    }

    private static func sample(_ pattern: String) -> String {
        pattern.replacingOccurrences(of: "*", with: "x").replacingOccurrences(of: "?", with: "q")
    }

    private static func samplePath(_ value: String) -> String {
        guard value.hasPrefix("~") else { return sample(value) }
        var text = String(value.drop { $0 == "~" || $0 == "*" })
        for (part, with) in [("(/|$)", "/"), ("(.*)", "x"), (".*", "x"), ("[0-9]+", "1"), ("^", ""), ("$", "")] {
            text = text.replacingOccurrences(of: part, with: with)
        }
        return text
    }
}
