package import ALBController
import Kubernetes

/// Actions and conditions in a few words.
package enum ActionWords {
    package static func text(_ action: RuleAction) -> String {
        switch action {
        case .forward(let groups):
            "forward to "
                + groups.map { group in
                    groups.count == 1 ? name(group.group) : "\(name(group.group)) with weight \(group.weight)"
                }.joined(separator: " and ")
        case .fixedResponse(let config):
            "answer " + list([config.httpCode, config.contentType], none: "without a status")
                + (config.content.isEmpty ? "" : " \"\(config.content.clipped)\"")
        case .redirect(let config):
            "redirect "
                + config.members.filter { !$0.value.isEmpty && !isKept($0) }.map { "\($0.name)=\($0.value.clipped)" }
                .joined(separator: " ")
        case .insertHeader(let config):
            "set header \(config.key.clipped) to \(config.value.clipped)"
                + (config.coverEnabled ? ", replacing what is there" : "")
        case .removeHeader(let config): "remove header \(config.key.clipped)"
        case .rewrite(let config):
            "rewrite to host \(config.host.clipped), path \(config.path.clipped), query \(config.query.clipped)"
        case .trafficMirror(let config):
            "mirror to \(config.group.serverGroups.map(\.serverGroupID).joined(separator: ", "))"
        case .trafficLimit(let limit):
            "limit to "
                + [
                    limit.qps > 0 ? "\(limit.qps) requests per second" : nil,
                    limit.qpsPerIP > 0 ? "\(limit.qpsPerIP) per second and client" : nil,
                ].compactMap(\.self).joined(separator: ", ")
        case .cors(let config): "CORS for \(Words.list(config.allowOrigin))"
        }
    }

    private static func list(_ words: [String], none: String) -> String {
        let words = words.filter { !$0.isEmpty }
        return words.isEmpty ? none : words.joined(separator: " ")
    }

    /// `${host}` as host is that of the request.
    private static func isKept(_ member: (name: String, value: String)) -> Bool {
        member.value == "${\(member.name.lowercased())}"
    }

    private static func name(_ group: ServerGroup) -> String {
        switch group {
        case .id(let id): "server group \(id.clipped)"
        case .service(let ingress, let name, let port): "Service \(ingress.namespace)/\(name):\(port)"
        }
    }

    package static func text(_ condition: RuleCondition) -> String {
        switch condition {
        case .host(let values): "host \(Words.list(values))"
        case .path(let values): "path \(Words.list(values))"
        case .method(let values): "method \(Words.list(values))"
        case .sourceIP(let values): "client address \(Words.list(values))"
        case .responseStatusCode(let values): "response status \(Words.list(values))"
        case .header(let key, let values): "header \(key.clipped) = \(Words.list(values))"
        case .responseHeader(let key, let values): "response header \(key.clipped) = \(Words.list(values))"
        case .queryString(let pairs): "query \(Words.list(pairs.map(pair)))"
        case .cookie(let pairs): "cookie \(Words.list(pairs.map(pair)))"
        }
    }

    private static func pair(_ pair: KeyValue) -> String { pair.key.isEmpty ? pair.value : "\(pair.key)=\(pair.value)" }
}
