import ALBController
import Admission
import JSON
import Kubernetes

/// Annotations that become actions of the Services, or another share of a canary.
extension LeftoverWriter {
    private static let services = 4

    /// The Services of all paths, if they are few and none has actions or conditions yet.
    private var freeServices: [String]? {
        var names: [String] = []
        for path in review.object.paths {
            guard let name = path.backend?.serviceName, !name.isEmpty else { return nil }
            if !names.contains(name) { names.append(name) }
            guard names.count <= Self.services else { return nil }
        }
        return names.isEmpty || review.facts.hasActions || review.facts.hasConditions ? nil : names
    }

    var requestHeader: Fix? {
        let value = key.value
        let isPlain = value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
        guard (1...128).contains(value.utf8.count), isPlain,
            let services = freeServices
        else { return nil }
        let config = "{\"key\":\"X-Forwarded-Prefix\",\"value\":\"\(value)\",\"valueType\":\"UserDefined\"}"
        let action = "[{\"type\":\"InsertHeader\",\"insertHeaderConfig\":\(config)}]"
        return write(services.map { ("actions.\($0)", action) })
    }

    /// ALB counts in percent; ingress-nginx takes no total below a hundred.
    var canaryTotal: Fix? {
        let names = ["\(AnnotationKey.nginxPrefix)canary-weight", "\(AnnotationKey.prefix)canary-weight"]
        guard let name = names.first(where: { review.annotations[$0] != nil }),
            let weight = review.annotations[name].flatMap(GoText.atoi), let total = GoText.atoi(key.value),
            total > 0, (0...max(100, total)).contains(weight), weight < 1_000_000
        else { return nil }
        let percent = (weight * 100 + max(100, total) / 2) / max(100, total)
        let field = FieldPath.annotation(name)
        return Fix(
            "write \(name): \"\(percent)\" and remove this",
            .all([.remove(FieldPath.annotation(key.name)), .replace(field, with: String(percent))])
        )
    }

    /// For all paths, to another host that is asked for the same; everything else in a URL is left to people.
    func redirect(code: String) -> Fix? {
        let suffix = "$request_uri"
        guard key.value.hasSuffix(suffix), let services = freeServices, !review.facts.redirects else { return nil }
        let written = sibling("\(key.suffix)-code")
        let status = written?.value ?? code
        let url = String(key.value.dropLast(suffix.count))
        // To a host of its own a request would be sent again and again.
        guard ["301", "302", "303", "307", "308"].contains(status), let target = Self.target(url),
            review.object.rules.allSatisfy({ !$0.host.isEmpty && !$0.host.hasPrefix("*") && $0.host != target.host })
        else { return nil }
        let config =
            "{\"protocol\":\"\(target.scheme)\",\"host\":\"\(target.host)\",\"port\":\"\(target.port)\","
            + "\"path\":\"${path}\",\"query\":\"${query}\",\"httpCode\":\"\(status)\"}"
        let action = "[{\"type\":\"Redirect\",\"redirectConfig\":\(config)}]"
        let ports = review.object.paths.map { path -> JSONPatch.Operation in
            let field = path.field.key("backend").key("service").key("port")
            return .replace(path: field.pointer, value: Array("{\"name\":\"use-annotation\"}".utf8))
        }
        return write(
            services.map { ("actions.\($0)", action) },
            removing: [written?.name].compactMap(\.self),
            also: ports,
            "the port name \"use-annotation\" in each path"
        )
    }

    /// `https://host` or `http://host:8080`.
    private static func target(_ url: String) -> (scheme: String, host: String, port: String)? {
        for (prefix, scheme, standard) in [("https://", "HTTPS", "443"), ("http://", "HTTP", "80")]
        where url.hasPrefix(prefix) {
            let parts = url.dropFirst(prefix.count).split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count <= 2, let host = parts.first, host.contains("."),
                host.utf8.allSatisfy({ isLetter($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") })
            else { return nil }
            let port = parts.count == 2 ? String(parts[1]) : standard
            guard let number = GoText.atoi(port), (1...65535).contains(number) else { return nil }
            return (scheme, String(host), String(number))
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
