import ALBController

/// The status that a client would see of a rule, with what to do about it.
struct AnswerStatus {
    let question: RouteQuestion

    func ofRedirect(_ config: RedirectConfig) -> RouteStatus {
        let code = Int(config.httpCode) ?? 308
        let location = location(config)
        if config == RedirectConfig.toHTTPS443 {
            return RouteStatus(
                outcome: .status(code),
                reason: "ssl-redirect answers 308 on every port but 443; clients that do not follow it get no further",
                fix: "ask for \(location), or remove ssl-redirect if clear text is wanted",
                location: location
            )
        }
        let isLoop = location == question.url
        return RouteStatus(
            outcome: isLoop ? .noAnswer : .status(code),
            reason: isLoop
                ? "it redirects to itself, so clients give up"
                : "the rule's Redirect action answers, and no backend is asked",
            fix: isLoop ? "let the redirect name another protocol, host, port or path" : "",
            location: location
        )
    }

    /// With what the request fills in; parts that are left out stay as they are.
    private func location(_ config: RedirectConfig) -> String {
        func fill(_ text: String, _ own: String) -> String {
            guard !text.isEmpty else { return own }
            return text.replacing("${host}", with: question.host).replacing("${path}", with: question.path)
                .replacing("${query}", with: question.query ?? "").replacing("${port}", with: String(question.port))
                .replacing("${protocol}", with: question.scheme.rawValue)
        }
        let scheme = fill(config.protocol, question.scheme.rawValue).lowercased()
        let port = fill(config.port, String(question.port))
        let isUsual = scheme == "https" ? port == "443" : port == "80"
        let query = fill(config.query, question.query ?? "")
        return "\(scheme)://\(fill(config.host, question.host))\(isUsual ? "" : ":\(port)")"
            + fill(config.path, question.path) + (query.isEmpty ? "" : "?\(query)")
    }

    func ofFixedResponse(_ config: FixedResponseConfig) -> RouteStatus {
        RouteStatus(
            outcome: .status(Int(config.httpCode) ?? 200),
            reason: "the rule's FixedResponse action answers, and no backend is asked",
            fix: ""
        )
    }

    /// Of a rule that forwards.
    func ofForward(_ backends: [RouteBackend]) -> RouteStatus {
        let used = backends.filter { $0.weight > 0 }
        guard let first = used.first else {
            return RouteStatus(
                outcome: .status(503),
                reason: "no server group gets any share of the traffic",
                fix: "give one a weight above 0"
            )
        }
        let faults = used.compactMap(\.fault)
        if faults.count == used.count, let fault = first.fault {
            return RouteStatus(outcome: .status(503), reason: fault.reason, fix: fault.fix)
        }
        return RouteStatus(
            outcome: .application,
            reason: faults.isEmpty
                ? "the application behind the rule answers" : "a part of the requests reaches the application"
        )
    }

    /// What may come instead of the application's answer.
    func alternatives(_ backends: [RouteBackend], _ actions: [RuleAction], protocolText: String) -> [RouteStatus] {
        var list: [RouteStatus] = []
        for backend in backends where backend.weight > 0 {
            guard let fault = backend.fault else { continue }
            let share = backend.percent.map { " (\($0) % of the requests)" } ?? ""
            list.append(RouteStatus(outcome: .status(503), reason: fault.reason + share, fix: fault.fix))
        }
        let rewrite = actions.compactMap(\.rewrittenPath).last
        list.append(
            RouteStatus(
                outcome: .status(404),
                reason: rewrite.map { "the application is asked for \($0), and has no such path" }
                    ?? "the application is asked for \(question.path) as it is, and has no such path",
                fix: rewrite == nil
                    ? "set rewrite-target if it lives under another path; an ALB takes nothing off by itself"
                    : "compare rewrite-target with what the application serves"
            )
        )
        list.append(
            RouteStatus(
                outcome: .status(502),
                reason: "the Pods are reached with \(protocolText) and do not answer that: wrong port or protocol, "
                    + "a connection closed, a security group in between",
                fix:
                    "set backend-protocol (http, https or grpc, in lower case) to what the port speaks, and ask a Pod itself"
            )
        )
        if list.allSatisfy({ $0.code != 503 }) {
            list.append(
                RouteStatus(
                    outcome: .status(503),
                    reason: "no server is healthy: no Pod is ready, or the health check fails",
                    fix: "look at the Service's endpoints and at healthcheck-path"
                )
            )
        }
        return list
    }

    static let noFinalAction = RouteStatus(
        outcome: .status(503),
        reason: "the rule has no action that answers: its backend port is use-annotation and actions.SERVICE has no "
            + "ForwardGroup, Redirect or FixedResponse",
        fix: "add such an action to the annotation, or name a port of the Service"
    )

    func ofNoRule(hasUndecided: Bool) -> RouteStatus {
        RouteStatus(
            outcome: .status(503),
            reason:
                "no rule of the listener \(hasUndecided ? "surely " : "")matches, and its default server group is empty",
            fix: "add a rule for host \(question.host) and path \(question.path) to an Ingress of this listener, "
                + "or ask for what there is"
        )
    }

    /// Of a port on which the right protocol is missing.
    func ofNoListener(_ others: [ListenerKey], dnsName: String) -> RouteStatus {
        let same = others.first { $0.port == question.port }
        switch (question.scheme, same?.listenerProtocol) {
        case (.http, .https?):
            return RouteStatus(
                outcome: .status(400),
                reason: "port \(question.port) is an HTTPS listener, and gets clear text",
                fix:
                    "ask for https://\(question.host):\(question.port), or make the listener HTTP in the AlbConfig and "
                    + "in listen-ports"
            )
        case (.https, .http?):
            return RouteStatus(
                outcome: .noAnswer,
                reason: "port \(question.port) is an HTTP listener, which does not answer a TLS handshake",
                fix: "ask for http://\(question.host):\(question.port), or make the listener HTTPS in the AlbConfig"
            )
        default:
            return RouteStatus(
                outcome: .noAnswer,
                reason: "nothing listens on \(question.listener), so the connection is refused",
                fix: "add the listener to the AlbConfig and the port to listen-ports of the Ingress, or ask for a port "
                    + "that there is"
            )
        }
    }
}

extension RuleAction {
    fileprivate var rewrittenPath: String? {
        guard case .rewrite(let config) = self else { return nil }
        return config.path
    }
}
