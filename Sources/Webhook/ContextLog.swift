import ALBController
import ClusterContext
import KubernetesClient

/// Says in the log what changes in the live context, once each time.
struct ContextLog: Sendable {
    let log: Log

    func write(_ notice: ContextNotice) {
        switch notice {
        case .began(let counts, let nanoseconds):
            let fields = counts.map { ($0.key.name, Log.Value.number($0.value)) }.sorted { $0.0 < $1.0 }
            let message = counts.isEmpty ? "cluster context not there yet" : "cluster context read"
            log.write(counts.isEmpty ? .warn : .info, message, fields + [Self.milliseconds(nanoseconds)])
        case .synced(let kind, let objects):
            log.write(.info, "cluster context: kind read", [Self.kind(kind), ("objects", .number(objects))])
        case .failed(let kind, let problem):
            let fields: [(String, Log.Value)] = [
                Self.kind(kind), ("reason", .text(problem.reason.rawValue)), ("error", .text(problem.text)),
            ]
            log.write(.warn, "cluster context: kind cannot be read; tried again", fields)
        case .recovered(let kind, let nanoseconds):
            let fields = [Self.kind(kind), Self.milliseconds(nanoseconds)]
            log.write(.info, "cluster context: kind is current again", fields)
        case .stopped(let stop): log.write(.warn, "an object stops an ALB", Self.fields(stop))
        case .runsAgain(let stop): log.write(.info, "no object stops the ALB any more", Self.fields(stop))
        case .shared(let shared): log.write(.warn, "AlbConfigs claim the same ALB", Self.fields(shared))
        case .sharedNoMore(let shared):
            log.write(.info, "AlbConfigs claim the same ALB no more", Self.fields(shared))
        case .more(let count):
            log.write(.warn, "further ALBs were stopped, shared or neither any more", [("count", .number(count))])
        }
    }

    private static func kind(_ kind: ContextKind) -> (String, Log.Value) { ("kind", .text(kind.name)) }

    private static func milliseconds(_ nanoseconds: UInt64) -> (String, Log.Value) {
        ("milliseconds", .number(Int(clamping: nanoseconds / 1_000_000)))
    }

    private static func fields(_ stop: StoppedALB) -> [(String, Log.Value)] {
        [
            ("albConfig", .text(stop.albConfig)), ("object", .text(stop.culprit.description)),
            ("rule", .text(stop.rule)),
        ]
    }

    private static func fields(_ shared: SharedALB) -> [(String, Log.Value)] {
        let names = shared.albConfigs.prefix(16).map(\.description).joined(separator: ",")
        return [("alb", .text(shared.id)), ("albConfigs", .text(names))]
    }
}
