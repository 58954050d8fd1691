import ALBController
import ClusterContext
import Sockets

/// The families of the live context; only there when it is on.
extension ContextView {
    func write(to page: inout PrometheusText) {
        let status = context.status
        kinds(status, &page)
        page.family("alb_admission_confirmations_total", "counter", "Denials looked up in the API server, by result.")
        let counts = context.confirmationCounts()
        for result in ConfirmationResult.allCases {
            page.sample("alb_admission_confirmations_total", [("result", result.rawValue)], counts[result] ?? 0)
        }
        balancers(status, &page)
        audit?.write(to: &page)
    }

    private func kinds(_ status: ContextStatus, _ page: inout PrometheusText) {
        let now = MonotonicClock.now()
        let kinds = status.kinds.map { kind in (kind: kind, labels: [("kind", kind.kind.name)]) }
        page.family(
            "alb_admission_context_synced",
            "gauge",
            "Whether all objects of a kind are known and changes are heard."
        )
        for (kind, labels) in kinds {
            page.sample("alb_admission_context_synced", labels, UInt64(kind.state.freshness == .current ? 1 : 0))
        }
        page.family(
            "alb_admission_context_age_seconds",
            "gauge",
            "How long changes of a kind have not been heard; zero while they are, absent before the first list."
        )
        for (kind, labels) in kinds {
            guard let age = kind.state.age(now: now) else { continue }
            page.seconds("alb_admission_context_age_seconds", labels, nanoseconds: age)
        }
        page.family(
            "alb_admission_context_objects",
            "gauge",
            "Objects of a kind that are kept; of DaemonSets only those of network plugins."
        )
        for (kind, labels) in kinds {
            page.sample("alb_admission_context_objects", labels, UInt64(kind.objects))
        }
        page.family(
            "alb_admission_context_failures_total",
            "counter",
            "Times that a kind could not be read any more, by reason; further attempts are not counted."
        )
        for (kind, labels) in kinds {
            for reason in FailureReason.allCases {
                let count = kind.state.failures[reason] ?? 0
                page.sample("alb_admission_context_failures_total", labels + [("reason", reason.rawValue)], count)
            }
        }
    }

    private func balancers(_ status: ContextStatus, _ page: inout PrometheusText) {
        page.family("alb_admission_stopped_albs", "gauge", "ALBs that a stored object stops, by the rule it breaks.")
        if showsNames {
            for stop in status.stopped.prefix(Self.namedSeries) {
                let labels = [
                    ("rule", stop.rule), ("albconfig", stop.albConfig), ("object", stop.culprit.description),
                ]
                page.sample("alb_admission_stopped_albs", labels, 1)
            }
        } else {
            let rules = Dictionary(grouping: status.stopped, by: \.rule)
            for (rule, stops) in rules.sorted(by: { $0.key < $1.key }) {
                page.sample("alb_admission_stopped_albs", [("rule", rule)], UInt64(stops.count))
            }
        }
        page.family("alb_admission_albconfig_conflicts", "gauge", "ALBs that more than one AlbConfig claims.")
        if showsNames {
            for shared in status.shared.prefix(Self.namedSeries) {
                let names = shared.albConfigs.prefix(8).map(\.description).joined(separator: ",")
                page.sample("alb_admission_albconfig_conflicts", [("alb", shared.id), ("albconfigs", names)], 1)
            }
        } else {
            page.sample("alb_admission_albconfig_conflicts", UInt64(status.shared.count))
        }
    }

    /// Series with names of objects in a family.
    private static let namedSeries = 1000
}
