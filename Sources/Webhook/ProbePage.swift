import HTTP

/// `/healthz`, `/livez` and `/readyz`, as kube-apiserver writes its own: `?verbose`, `?exclude=NAME`, a path a check.
enum ProbePage {
    static func respond(
        to request: borrowing HTTPRequest,
        _ readiness: Readiness,
        _ health: LoopHealth,
        absence: String? = nil,
        _ context: [Readiness.Check],
        now: Int
    ) -> HTTPResponse {
        guard request.method == .get || request.method == .head else {
            var refusal = HTTPResponse.text(.methodNotAllowed, "probes answer GET and HEAD")
            refusal.fields.append(HTTPResponse.Field("Allow", "GET, HEAD"))
            return refusal
        }
        let parts = request.path.split(separator: "/", maxSplits: 1).map(String.init)
        var checks: [Readiness.Check]
        switch parts.first {
        case "healthz", "livez":
            checks = [
                Readiness.Check(name: "ping", problem: nil),
                Readiness.Check(name: "loops", problem: health.liveProblem),
            ]
        case "readyz": checks = readiness.checks(health, absence: absence, now: now) + context
        default: return .text(.notFound, "no such probe; there are /healthz, /livez and /readyz")
        }
        if parts.count == 2 {
            checks = checks.filter { $0.name == parts[1] }
            guard !checks.isEmpty else { return .text(.notFound, "no such check") }
        }
        return page(checks, name: parts[0], query: request.query)
    }

    private static func page(_ checks: [Readiness.Check], name: String, query: String) -> HTTPResponse {
        let parameters = query.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let excluded = parameters.filter { $0.first == "exclude" }.compactMap { $0.count == 2 ? $0[1] : nil }
        let isVerbose = parameters.contains { $0.first == "verbose" }
        let failed = checks.contains { $0.problem != nil && !excluded.contains($0.name) }
        guard failed || isVerbose else { return .text(.ok, "ok") }
        var lines: [String] = []
        for check in checks {
            if excluded.contains(check.name) {
                lines.append("[+]\(check.name) excluded: ok")
            } else if let problem = check.problem {
                lines.append("[-]\(check.name) failed: \(problem)")
            } else {
                lines.append("[+]\(check.name) ok" + (check.remark.map { ": \($0)" } ?? ""))
            }
        }
        let unknown = excluded.filter { name in !checks.contains { $0.name == name } }
        if !unknown.isEmpty {
            let names = unknown.map { "\"\($0)\"" }.joined(separator: ",")
            lines.append("warn: some checks cannot be excluded: no matches for \(names)")
        }
        lines.append("\(name) check \(failed ? "failed" : "passed")")
        return .text(failed ? .serviceUnavailable : .ok, lines.joined(separator: "\n"))
    }
}
