import Admission
import ALBController
import JSON
import Kubernetes

/// An answer for people.
package struct RouteText {
    private var lines: [String] = []
    private let question: RouteQuestion

    package static func describe(_ report: RouteReport) -> String {
        var text = RouteText(report.question)
        text.add(report)
        return text.lines.map { $0 + "\n" }.joined()
    }

    private init(_ question: RouteQuestion) {
        self.question = question
    }

    private mutating func add(_ report: RouteReport) {
        let question = report.question
        line(question.method == "GET" ? question.url : "\(question.method) \(question.url)")
        for alb in report.albs {
            lines.append("")
            add(alb)
        }
        if !report.otherALBs.isEmpty {
            let names = report.otherALBs.map(\.name)
            section("other ALBs", ["\(names.joined(separator: ", ")): take every host, if DNS leads there"])
        }
        section(
            "not built",
            report.unbuilt.map { path in
                "Ingress \(path.ingress), \(Self.path(path.pathType, path.path)) of host "
                    + "\(path.host.isEmpty ? "any" : path.host): \(path.reason). Fix: \(path.fix)."
            } + Self.more(report.moreUnbuilt)
        )
        section("notes", report.notes)
    }

    private mutating func add(_ alb: ALBRoute) {
        line("ALB \(alb.albConfig)")
        if alb.dnsName.isEmpty {
            item(
                "DNS",
                "no name in the status of the AlbConfig yet; \(question.host) must be a CNAME to the ALB's name"
            )
        } else {
            item("DNS", "\(question.host) must be a CNAME to \(alb.dnsName)")
        }
        item("listener", listener(alb))
        if let certificate = alb.certificate { item("certificate", Self.text(certificate, question.host)) }
        if let matched = alb.rule {
            item("rule", "\(matched.rule.priority) of \(alb.ruleCount): \(Self.text(matched.rule))")
            item("conditions", Self.conditions(matched))
            for (index, action) in matched.actions.enumerated() {
                item(index == 0 ? "actions" : "", "\(index + 1). \(ActionWords.text(action))")
            }
        } else if alb.hasListener {
            item("rule", alb.ruleCount == 0 ? "none: the listener has no rules" : "none of \(alb.ruleCount)")
        }
        for (index, backend) in alb.backends.enumerated() { item(index == 0 ? "backend" : "", Self.text(backend)) }
        item("answer", Self.text(alb.answer))
        if !alb.answer.fix.isEmpty { item("", "Fix: \(alb.answer.fix).") }
        if !alb.stops.isEmpty { section("frozen: what is served may be older than what is written", stops(alb.stops)) }
        section("may come first", alb.undecided.map { "\(Self.text($0.rule)): \($0.reasons.joined(separator: "; "))" })
        section("instead, if", alb.alternatives.map { "\(Self.text($0)). Fix: \($0.fix)." })
        section("would match too, but comes later", runnersUp(alb))
        section("do not match", nearMisses(alb))
    }

    private func listener(_ alb: ALBRoute) -> String {
        guard !alb.hasListener else { return "\(alb.listener)" }
        let others = alb.otherListeners.map(\.description)
        return "\(alb.listener) does not exist; "
            + (others.isEmpty ? "there is none" : "there is \(Words.list(others))")
    }

    private func stops(_ stops: [RouteStop]) -> [String] {
        stops.flatMap { stop in
            ["\(stop.object) stops the controller, at \(stop.field)"] + stop.findings
        }
    }

    private func runnersUp(_ alb: ALBRoute) -> [String] {
        guard let winner = alb.rule?.rule else { return [] }
        let first = "\(winner.path) of \(winner.ingress) comes first (\(Self.order(winner)), rule \(winner.priority))"
        return alb.runnersUp.map { "\(Self.text($0.rule)): would have matched, but \(first)" }
            + Self.more(alb.moreRunnersUp)
    }

    /// The rules of the host matter most where nothing answers.
    private func nearMisses(_ alb: ALBRoute) -> [String] {
        alb.nearMisses.map { "\(Self.text($0.rule)): \($0.reasons.joined(separator: "; "))" }
            + Self.more(alb.moreNearMisses)
    }

    private static func more(_ count: Int) -> [String] { count > 0 ? ["and \(count) more"] : [] }

    static func path(_ type: String, _ path: String) -> String {
        "\(type.isEmpty ? "Prefix" : type) \(path.clipped(to: 120))"
    }

    private static func text(_ rule: RuleName) -> String {
        let host = rule.host.isEmpty ? "any host" : "host \(rule.host)"
        return "Ingress \(rule.ingress), \(path(rule.pathType, rule.path)), \(host), \(order(rule))"
            + (rule.isCanary ? ", canary" : "")
    }

    private static func order(_ rule: RuleName) -> String {
        "order \(rule.order)\(rule.isOrderWritten ? "" : " by default")"
    }

    private static func conditions(_ rule: MatchedRule) -> String {
        rule.conditions.map(ActionWords.text).joined(separator: ", and ")
            + (rule.usesRegex ? " (a regular expression, searched for without regard to case)" : "")
    }

    private static func text(_ certificate: ServedCertificate, _ host: String) -> String {
        let source =
            switch certificate.source {
            case .none: "none"
            case .fixed(let id): "\(id.clipped) of the AlbConfig"
            case .secret(let name): "Secret \(name)"
            case .discovered: "what the certificate service has for \(host)"
            }
        let role = certificate.isDefault ? ", as the default one" : ""
        switch certificate.covers {
        case true?: return "\(source)\(role), for \(Words.list(certificate.names)), covers \(host)"
        case false?:
            let names = certificate.names.isEmpty ? "" : ", for \(Words.list(certificate.names))"
            return "\(source)\(role)\(names), does not cover \(host): clients refuse the connection"
        case nil:
            return certificate.source == .none || certificate.source == .discovered
                ? source : "\(source)\(role); its names are not known here"
        }
    }

    private static func text(_ backend: RouteBackend) -> String {
        let share = backend.percent.map { "\($0) %" } ?? "weight \(backend.weight)"
        switch backend.target {
        case .serverGroup(let id): return "\(share) to server group \(id.clipped), which exists beside Kubernetes"
        case .service(let name, let port):
            let type = backend.serviceType ?? "not among the objects"
            let ready = backend.readyEndpoints.map { ", \($0) ready endpoint\($0 == 1 ? "" : "s")" } ?? ""
            return "\(share) to Service \(name), port \(port) (\(type)\(ready))"
                + (backend.fault.map { ": \($0.reason)" } ?? "")
        }
    }

    static func text(_ status: RouteStatus) -> String {
        let outcome =
            switch status.outcome {
            case .application: "2xx if all is well"
            case .status(let code): "\(code)"
            case .noAnswer: "no answer"
            }
        return outcome + (status.location.isEmpty ? "" : " to \(status.location)") + ": \(status.reason)"
    }

    /// What does not fit stands under the text behind `label`.
    private mutating func line(_ text: String, label: String = "") {
        lines += TextLayout.lines(PlainText.line(text), margin: TextLayout.spaces(label.count), first: label)
    }

    private mutating func item(_ label: String, _ text: String) {
        line(text, label: "  \(label)" + TextLayout.spaces(max(1, 13 - label.count)))
    }

    private mutating func section(_ title: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        line(title, label: "  ")
        for item in items { line(item, label: "    - ") }
    }
}
