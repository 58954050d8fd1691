import ALBController
import Admission
import Kubernetes

/// A value that may belong under another name.
struct AnnotationValue {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// Whether the value is one that the annotation `name` is meant for, and plain enough to raise no question there.
    func isPlain(for name: String, in review: IngressReview) -> Bool {
        if let words = Self.words[name] {
            return words.contains(text) && (text != "true" || SwitchedOn.isQuiet(name, review))
        }
        if let range = Self.ranges[name] { return GoText.atoi(text).map(range.contains) ?? false }
        switch name {
        case "listen-ports":
            return isListenPorts(review)
        // These change what every path of the Ingress means.
        case "rewrite-target", "use-regex": return false
        case _ where AnnotationKey.honouredNginxKeys.contains(name): return false
        case "healthcheck-path": return text.hasPrefix("/") && text.utf8.count <= 80
        case "healthcheck-httpcode": return ["http_2xx", "http_3xx", "http_4xx", "http_5xx"].contains(text)
        default: break
        }
        if let service = name.suffix(behind: "actions.") { return isAction(of: service, review) }
        if name.suffix(behind: "conditions.") != nil || name.suffix(behind: "rule-direction.") != nil { return false }
        return isWord
    }

    /// Not beside `spec.tls` without a listener for it.
    private func isListenPorts(_ review: IngressReview) -> Bool {
        guard case .ports(let keys) = ListenPorts(text), !keys.isEmpty else { return false }
        if review.profile == .legacy, keys.contains(where: { $0.listenerProtocol == .quic }) { return false }
        return review.object.tls.isEmpty || keys.contains { $0.listenerProtocol != .http }
    }

    /// Only a path that leaves everything to the annotation is free for it.
    private func isAction(of service: String, _ review: IngressReview) -> Bool {
        let actions = CustomActions(text, of: review.name)
        guard actions.problems.isEmpty, !actions.configs.isEmpty else { return false }
        let paths = review.object.paths.filter { $0.backend?.serviceName == service }
        return !paths.isEmpty && paths.allSatisfy(review.facts.usesAnnotation)
    }

    /// Something that is neither a switch nor a number nor JSON.
    private var isWord: Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "["), first != UInt8(ascii: "{") else { return false }
        return BooleanWord.meaning(text) == nil && GoText.atoi(text) == nil && GoText.trimSpace(text) == text
    }
}

extension AnnotationValue {
    private static let boolean = ["true", "false"]

    private static let words: [String: [String]] = [
        "enable-cors": boolean, "cors-allow-credentials": boolean,
        "healthcheck-enabled": boolean, "sticky-session": boolean,
        "backend-keepalive": boolean, "slow-start-enabled": boolean,
        "connection-drain-enabled": boolean,
        "backend-protocol": ["http", "https"], "backend-scheduler": ["wrr", "wlc", "sch"],
        "sticky-session-type": ["Insert"],
        "healthcheck-protocol": ["HTTP", "HTTPS"], "healthcheck-method": ["HEAD", "GET"],
        "healthcheck-httpversion": ["HTTP1.0", "HTTP1.1"],
    ]

    private static let ranges: [String: ClosedRange<Int>] = [
        "order": 1...1000, "albconfig.order": 1...1000, "cors-max-age": -1...172_800,
        "traffic-limit-qps": 1...100_000, "traffic-limit-ip-qps": 1...100_000,
        "slow-start-duration": 30...900, "connection-drain-timeout": 0...900, "cookie-timeout": 1...86_400,
        "healthcheck-timeout-seconds": 1...300, "healthcheck-interval-seconds": 1...50,
        "healthcheck-connect-port": 0...65_535,
        "healthy-threshold-count": 2...10, "unhealthy-threshold-count": 2...10,
    ]
}

extension String {
    /// Nil unless the text begins with `prefix`.
    fileprivate func suffix(behind prefix: String) -> String? {
        hasPrefix(prefix) ? String(utf8.dropFirst(prefix.utf8.count)) : nil
    }
}
