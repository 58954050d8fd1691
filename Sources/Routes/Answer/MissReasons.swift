import ALBController
import Kubernetes

/// Why the conditions of a rule do not hold for a request.
struct MissReasons {
    private let question: RouteQuestion
    private let request: RouteRequest

    init(_ question: RouteQuestion, _ request: RouteRequest) {
        self.question = question
        self.request = request
    }

    func reasons(_ rule: ModelRule) -> [String] {
        rule.conditions.compactMap { condition in
            switch condition {
            case .path(let values):
                values.contains { ModelRule.reading($0, request.path) != false } ? nil : path(rule, values)
            default: condition.matches(request) == false ? reason(condition) : nil
            }
        }
    }

    private func reason(_ condition: RuleCondition) -> String? {
        switch condition {
        case .host(let values): "host is \(Words.list(values))"
        case .path: nil
        case .method(let values): "method must be \(Words.list(values)), is \(question.method) (--method)"
        case .header(let key, let values): header(key, values)
        case .cookie(let pairs): pair("cookie", "--cookie", pairs, question.cookies)
        case .queryString(let pairs): pair("query", "?", pairs, request.query)
        case .sourceIP(let ranges): "the client's address must be in \(Words.list(ranges)) (--source-ip)"
        case .responseStatusCode, .responseHeader: nil
        }
    }

    private func header(_ key: String, _ values: [String]) -> String {
        let sent = question.headers.filter { $0.key.lowercased() == key.lowercased() }.map(\.value)
        let wanted = "header \(key) must be \(Words.list(values))"
        guard sent.isEmpty else { return "\(wanted), is \(Words.list(sent))" }
        return "\(wanted), is not sent (--header \(key)=\(values.first ?? ""))"
    }

    private func pair(_ what: String, _ flag: String, _ wanted: [KeyValue], _ given: [KeyValue]) -> String {
        let texts = wanted.map { $0.key.isEmpty ? $0.value : "\($0.key)=\($0.value)" }
        let keys = Set(wanted.map(\.key))
        let sent = given.filter { keys.contains($0.key) }.map { "\($0.key)=\($0.value)" }
        let state = sent.isEmpty ? "is not sent" : "is \(Words.list(sent))"
        let hint = flag == "?" ? "" : " (\(flag) \(texts.first ?? ""))"
        return "\(what) must be \(Words.list(texts)), \(state)\(hint)"
    }

    private func path(_ rule: ModelRule, _ values: [String]) -> String {
        let path = request.path
        let own = rule.path
        if values.contains(where: { $0.hasPrefix("~") }) {
            return "the regular expression \(Words.list(values)) is not found in \(path)"
        }
        if own.lowercased() == path.lowercased(), own != path {
            return "\(own) is spelt in other letters, and case counts"
        }
        switch rule.pathType {
        case "Exact":
            if own + "/" == path || own == path + "/" {
                return "Exact is the path to the letter, and \(path) differs in the slash at its end"
            }
            return "Exact is \(own) alone\(path.hasPrefix(own) ? ", and nothing below it" : "")"
        case "Prefix", "":
            let base = own.hasSuffix("/") ? String(own.dropLast()) : own
            if path.hasPrefix(base), !base.isEmpty {
                return "Prefix goes by segments: \(base) and what begins with \(base)/, which \(path) does not"
            }
            return "Prefix \(own) is another path"
        case "ImplementationSpecific":
            if !own.contains("*"), !own.contains("?"), path.hasPrefix(own) {
                return "ImplementationSpecific is compared as it is written: \(own) alone; \(own)* would take more"
            }
            return "ImplementationSpecific \(Words.list(values)) does not fit \(path)"
        default: return "the path is \(Words.list(values))"
        }
    }
}

/// Lists in sentences.
enum Words {
    static func list(_ words: [String]) -> String {
        let shown = words.prefix(4).map { $0.isEmpty ? "\"\"" : $0.clipped }
        let more = words.count > 4 ? " or \(words.count - 4) more" : ""
        return shown.joined(separator: more.isEmpty && shown.count == 2 ? " or " : ", ") + more
    }
}
