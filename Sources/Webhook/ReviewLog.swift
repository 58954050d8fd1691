import Admission
import Kubernetes

/// What one event loop logs about its reviews.
///
/// Callers decide how many reviews there are, so each kind of line has a bound; what is left out is counted in the next
/// line of its kind.
package struct ReviewLog {
    private let log: Log
    private var denials = LogThrottle(lines: Self.denialsPerSecond, period: 1_000_000_000)
    private var unanswered = LogThrottle(lines: Self.unansweredPerMinute, period: 60_000_000_000)

    package static let denialsPerSecond = 100
    package static let unansweredPerMinute = 10

    init(_ log: Log) {
        self.log = log
    }

    /// A denial is information, an allowed request is for debugging.
    ///
    /// Names and rules, never the object.
    mutating func review(
        _ webhook: ReviewStage,
        _ verdict: Verdict,
        _ request: AdmissionRequest,
        nanoseconds: UInt64,
        now: UInt64
    ) {
        guard log.writes(verdict.isAllowed ? .debug : .info) else { return }
        guard !verdict.isAllowed else {
            return log.write(.debug, "allowed", fields(webhook, verdict, request, nanoseconds))
        }
        guard let suppressed = denials.admit("denied", now: now) else { return }
        var fields = fields(webhook, verdict, request, nanoseconds)
        if let denial = verdict.denials.first { fields.append(("message", .text(denial.message))) }
        if suppressed > 0 { fields.append(("suppressed", .number(suppressed))) }
        log.write(.info, "denied", fields)
    }

    /// Something was asked that is no review, or not in a way that can be answered with a verdict.
    mutating func unanswered(_ webhook: ReviewStage, code: Int, _ problem: String, uid: String?, now: UInt64) {
        guard log.writes(.warn), let suppressed = unanswered.admit("\(webhook.rawValue) \(code)", now: now) else {
            return
        }
        var fields: [(String, Log.Value)] = [("webhook", .text(webhook.rawValue)), ("code", .number(code))]
        if let uid { fields.append(("requestID", .text(uid))) }
        fields.append(("error", .text(problem)))
        if suppressed > 0 { fields.append(("suppressed", .number(suppressed))) }
        log.write(.warn, "request not answered with a verdict", fields)
    }

    private func fields(
        _ webhook: ReviewStage,
        _ verdict: Verdict,
        _ request: AdmissionRequest,
        _ nanoseconds: UInt64
    ) -> [(String, Log.Value)] {
        var fields: [(String, Log.Value)] = [
            ("webhook", .text(webhook.rawValue)),
            ("requestID", .text(request.uid)),
            ("operation", .text(request.operation.rawValue)),
            ("kind", .text(request.kind.kind)),
            ("namespace", .text(request.namespace)),
            ("name", .text(request.name)),
            ("user", .text(request.userInfo.username)),
            ("dryRun", .flag(request.dryRun)),
            ("microseconds", .number(Int(clamping: nanoseconds / 1000))),
        ]
        if !verdict.findings.isEmpty { fields.append(("rules", .text(Self.rules(verdict)))) }
        if let applied = verdict.mutation?.applied, !applied.isEmpty {
            fields.append(("mutations", .text(applied.joined(separator: ","))))
        }
        return fields
    }

    /// Each rule that fired, once, in the order of the findings.
    private static func rules(_ verdict: Verdict) -> String {
        var seen = Set<String>()
        return verdict.findings.map(\.rule.id).filter { seen.insert($0).inserted }.joined(separator: ",")
    }
}
