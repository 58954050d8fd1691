import ALBController
import Admission
import JSON
import Kubernetes

/// How an annotation of another controller is written for ALB.
enum LeftoverTranslation: Sendable {
    case rewrite, regex, redirect, backendProtocol, scheduler, hash, affinity, cors, corsValue, limit
    case requestHeader, canaryTotal, permanentRedirect, temporalRedirect
}

/// Writes one annotation anew for ALB, with those that belong to it.
struct LeftoverWriter {
    let review: IngressReview
    let key: ForeignKey

    init(_ key: ForeignKey, _ review: IngressReview) {
        self.key = key
        self.review = review
    }

    /// Nil where the value has no counterpart.
    func fix(_ translation: LeftoverTranslation) -> Fix? {
        switch translation {
        case .rewrite: rewrite
        case .regex: isOn ? write([("use-regex", "true")], also: prefixes) : nil
        case .redirect: isOn ? write([("ssl-redirect", "true")]) : nil
        case .backendProtocol: backendProtocol
        case .scheduler:
            ["least_conn": "wlc", "ip_hash": "sch"][key.value].flatMap { write([("backend-scheduler", $0)]) }
        case .hash: hash
        case .affinity: affinity
        case .cors: cors
        case .corsValue:
            review.annotations[AnnotationKey.enableCors] == "true" ? write([(key.suffix, key.value)]) : nil
        case .requestHeader: requestHeader
        case .canaryTotal: canaryTotal
        case .permanentRedirect: redirect(code: "301")
        case .temporalRedirect: redirect(code: "302")
        case .limit: GoText.atoi(key.value).flatMap { write([("traffic-limit-ip-qps", String($0))]) }
        }
    }

    private var isOn: Bool { GoText.parseBool(key.value) == true }

    private var backendProtocol: Fix? {
        let word = key.value.lowercased()
        return word == "https" || word == "grpc" ? write([("backend-protocol", word)]) : nil
    }

    /// With use-regex where it stands beside it, for both together make the path an expression.
    private var rewrite: Fix? {
        let text = RewriteTargetText(key.value)
        guard text.hasSlash, !key.value.contains("?"), text.highest <= 3 else { return nil }
        guard text.highest > 0 else { return write([("rewrite-target", text.corrected)]) }
        let regex = sibling("use-regex")
        let isRegex = regex.flatMap { GoText.parseBool($0.value) } == true
        return write(
            [("rewrite-target", text.corrected)] + (isRegex ? [("use-regex", "true")] : []),
            removing: isRegex ? [regex?.name].compactMap(\.self) : [],
            also: prefixes
        )
    }

    private var hash: Fix? {
        switch key.value {
        case "$remote_addr", "$binary_remote_addr": return write([("backend-scheduler", "sch")])
        case _ where key.value.hasPrefix("$arg_") && key.value.utf8.count > 5:
            let name = String(key.value.dropFirst(5))
            return write([("backend-scheduler", "uch"), ("backend-scheduler-uch-value", name)])
        default: return nil
        }
    }

    private var affinity: Fix? {
        guard key.value == "cookie" else { return nil }
        let ages = ["session-cookie-max-age", "session-cookie-expires"].compactMap(sibling)
        let age = ages.lazy.compactMap { GoText.atoi($0.value) }.first { $0 > 0 }
        let timeout = age.map { [("cookie-timeout", String(min($0, 86_400)))] } ?? []
        return write(
            [("sticky-session", "true"), ("sticky-session-type", "Insert")] + timeout,
            removing: ages.map(\.name)
        )
    }

    private var cors: Fix? {
        guard isOn else { return nil }
        let names = ["origin", "methods", "headers", "credentials"].map { "cors-allow-\($0)" }
        let values = (names + ["cors-expose-headers", "cors-max-age"]).compactMap(sibling)
        let written = values.map { value in
            guard value.suffix == "cors-max-age", let age = GoText.atoi(value.value) else {
                return (value.suffix, value.value)
            }
            return (value.suffix, String(min(max(age, -1), 172_800)))
        }
        return write([("enable-cors", "true")] + written, removing: values.map(\.name))
    }

    /// An annotation of the same controller.
    func sibling(_ suffix: String) -> ForeignKey? {
        let name = "\(key.controller.prefix)\(suffix)"
        return review.annotations[name].map { ForeignKey(controller: key.controller, name: name, value: $0) }
    }

    /// Paths that are expressions for ingress-nginx, whatever their type.
    private var prefixes: [JSONPatch.Operation] {
        review.object.paths.filter { $0.pathType == "ImplementationSpecific" }.map {
            .replace(path: $0.field.key("pathType").pointer, value: Array("\"Prefix\"".utf8))
        }
    }

    func write(
        _ annotations: [(name: String, value: String)],
        removing others: [String] = [],
        also operations: [JSONPatch.Operation] = [],
        _ words: String = "pathType \"Prefix\""
    ) -> Fix? {
        let keys = annotations.map { "\(AnnotationKey.prefix)\($0.name)" }
        guard keys.allSatisfy({ review.annotations[$0] == nil }) else { return nil }
        let removals = Edit.all(([key.name] + others).map { .remove(FieldPath.annotation($0)) })
        let additions = zip(keys, annotations).map { Edit.annotate($0, $1.value, in: review.annotations) }
        let pairs = annotations.map { name, value in
            let mark = value.contains("\"") ? "'" : "\""
            return "alb.ingress.kubernetes.io/\(name): \(mark)\(value.clipped(to: 200))\(mark)"
        }
        let types = operations.isEmpty ? "" : " and \(words)"
        return Fix(
            "instead of it write \(pairs.joined(separator: ", "))\(types)",
            .all([removals] + additions + [Edit(operations)])
        )
    }
}
