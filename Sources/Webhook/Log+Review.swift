import Admission
import Kubernetes

extension Log {
    /// A denial is information, an allowed request is for debugging.
    ///
    /// Names and rules, never the object.
    func review(_ webhook: ReviewStage, _ verdict: Verdict, _ request: AdmissionRequest, nanoseconds: UInt64) {
        let level: Level = verdict.isAllowed ? .debug : .info
        guard writes(level) else { return }
        var fields: [(String, Value)] = [
            ("webhook", .text(webhook.rawValue)),
            ("requestID", .text(request.uid)),
            ("operation", .text(request.operation.rawValue)),
            ("kind", .text(request.kind.kind)),
            ("namespace", .text(request.namespace)),
            ("name", .text(request.name)),
            ("user", .text(request.userInfo.username)),
            ("dryRun", .flag(request.dryRun)),
            ("microseconds", .number(Int(nanoseconds / 1000))),
        ]
        if !verdict.findings.isEmpty {
            fields.append(("rules", .text(verdict.findings.prefix(32).map(\.rule.id).joined(separator: ","))))
        }
        if let applied = verdict.mutation?.applied, !applied.isEmpty {
            fields.append(("mutations", .text(applied.joined(separator: ","))))
        }
        if let denial = verdict.denials.first { fields.append(("message", .text(denial.message))) }
        write(level, verdict.isAllowed ? "allowed" : "denied", fields)
    }

    /// Something was asked that is no review, or not in a way that can be answered with a verdict.
    func unanswered(_ webhook: ReviewStage, code: Int, _ problem: String, uid: String?) {
        var fields: [(String, Value)] = [("webhook", .text(webhook.rawValue)), ("code", .number(code))]
        if let uid { fields.append(("requestID", .text(uid))) }
        fields.append(("error", .text(problem)))
        write(.warn, "request not answered with a verdict", fields)
    }
}
