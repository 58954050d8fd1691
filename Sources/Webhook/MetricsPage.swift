import Admission
import HTTP
import HTTPServer
import Kubernetes

/// The metrics page.
///
/// Names are those of controller-runtime where it has one for the thing.
enum MetricsPage {
    static func respond(
        to request: borrowing HTTPRequest,
        _ shared: SharedState,
        _ readiness: Readiness,
        _ context: ContextView?,
        _ keeper: KeeperView? = nil
    ) -> HTTPResponse {
        guard request.path == "/metrics" else { return .text(.notFound, "no such path; there is /metrics") }
        guard request.method == .get || request.method == .head else {
            var refusal = HTTPResponse.text(.methodNotAllowed, "metrics answer GET and HEAD")
            refusal.fields.append(HTTPResponse.Field("Allow", "GET, HEAD"))
            return refusal
        }
        var page = PrometheusText()
        let counters = shared.metrics.reviews()
        page.family("alb_admission_build_info", "gauge", "The program that runs.")
        page.sample("alb_admission_build_info", [("version", shared.version)], 1)
        requests(counters, &page)
        verdicts(counters, &page)
        reloads(shared.metrics.reloadCounters(), readiness, &page)
        connections(shared, &page)
        recording(shared, &page)
        keeper?.write(to: &page)
        context?.write(to: &page)
        ProcessMetrics.write(to: &page)
        return HTTPResponse(contentType: "text/plain; version=0.0.4; charset=utf-8", body: Array(page.text.utf8))
    }

    private static let endpoints: [ReviewStage] = [.mutate, .validate]

    private static func requests(_ counters: ReviewCounters, _ page: inout PrometheusText) {
        page.family("controller_runtime_webhook_requests_total", "counter", "Webhook requests by path and HTTP code.")
        var requests = counters.requests
        for webhook in endpoints {
            for code in [200, 500] { requests[RequestLabels(webhook: webhook, code: code), default: 0] += 0 }
        }
        for (labels, count) in requests.sorted(by: {
            ($0.key.webhook.rawValue, $0.key.code) < ($1.key.webhook.rawValue, $1.key.code)
        }) {
            page.sample(
                "controller_runtime_webhook_requests_total",
                [("webhook", "/" + labels.webhook.rawValue), ("code", String(labels.code))],
                count
            )
        }
        page.family("controller_runtime_webhook_latency_seconds", "histogram", "Time to answer a webhook request.")
        for webhook in endpoints {
            let histogram = counters.latency[webhook] ?? Histogram()
            page.histogram(
                "controller_runtime_webhook_latency_seconds",
                [("webhook", "/" + webhook.rawValue)],
                histogram
            )
        }
    }

    private static func verdicts(_ counters: ReviewCounters, _ page: inout PrometheusText) {
        page.family("alb_admission_reviews_total", "counter", "Reviews by operation, kind, verdict and dry run.")
        let reviews = counters.reviews.map { labels, count in
            let values = [
                ("operation", labels.operation.rawValue), ("kind", labels.kind?.rawValue ?? "other"),
                ("verdict", labels.outcome.rawValue), ("dry_run", labels.dryRun ? "true" : "false"),
            ]
            return (values, count)
        }
        for (labels, count) in reviews.sorted(by: { $0.0.map(\.1).joined() < $1.0.map(\.1).joined() }) {
            page.sample("alb_admission_reviews_total", labels, count)
        }
        page.family("alb_admission_malformed_reviews_total", "counter", "Requests that were no AdmissionReview.")
        for webhook in endpoints {
            page.sample(
                "alb_admission_malformed_reviews_total",
                [("webhook", "/" + webhook.rawValue)],
                counters.malformed[webhook] ?? 0
            )
        }
        page.family(
            "alb_admission_request_timeouts_total",
            "counter",
            "Requests refused because their own timeout was over before their turn came."
        )
        for webhook in endpoints {
            page.sample(
                "alb_admission_request_timeouts_total",
                [("webhook", "/" + webhook.rawValue)],
                counters.late[webhook] ?? 0
            )
        }
        page.family("alb_admission_findings_total", "counter", "Findings by rule and severity.")
        for (labels, count) in counters.findings.sorted(by: {
            ($0.key.rule, $0.key.severity) < ($1.key.rule, $1.key.severity)
        }) {
            page.sample(
                "alb_admission_findings_total",
                [("rule", labels.rule), ("severity", labels.severity.rawValue)],
                count
            )
        }
        page.family(
            "alb_admission_ratcheted_total",
            "counter",
            "Denials that an old object's same fault made warnings."
        )
        page.sample("alb_admission_ratcheted_total", counters.ratcheted)
        page.family("alb_admission_mutations_total", "counter", "Defaults filled in, by mutation.")
        for (mutation, count) in counters.mutations.sorted(by: { $0.key < $1.key }) {
            page.sample("alb_admission_mutations_total", [("mutation", mutation)], count)
        }
        page.family("alb_admission_mutations_dropped_total", "counter", "Patches that did not prove themselves.")
        page.sample("alb_admission_mutations_dropped_total", counters.droppedMutations)
    }

    private static func reloads(_ counters: ReloadCounters, _ readiness: Readiness, _ page: inout PrometheusText) {
        page.family("certwatcher_read_certificate_total", "counter", "Readings of the certificate files.")
        page.sample("certwatcher_read_certificate_total", counters.certificateReads)
        page.family("certwatcher_read_certificate_errors_total", "counter", "Failed readings of the certificate files.")
        page.sample("certwatcher_read_certificate_errors_total", counters.certificateFailures)
        page.family(
            "alb_admission_certificate_reloads_total",
            "counter",
            "Certificates taken into use after the first."
        )
        page.sample("alb_admission_certificate_reloads_total", counters.certificateReplacements)
        page.family(
            "alb_admission_certificate_not_after_timestamp_seconds",
            "gauge",
            "End of validity of the certificate that is served."
        )
        page.sample(
            "alb_admission_certificate_not_after_timestamp_seconds",
            UInt64(max(0, readiness.certificateNotAfter))
        )
        page.family("alb_admission_config_reloads_total", "counter", "Readings of a changed configuration, by result.")
        page.sample("alb_admission_config_reloads_total", [("result", "failure")], counters.configurationFailures)
        page.sample("alb_admission_config_reloads_total", [("result", "success")], counters.configurationSuccesses)
        page.family(
            "alb_admission_config_last_reload_successful",
            "gauge",
            "Whether the configuration file as it is now is the one in use."
        )
        page.sample("alb_admission_config_last_reload_successful", UInt64(counters.configurationIsGood ? 1 : 0))
    }

    private static func recording(_ shared: SharedState, _ page: inout PrometheusText) {
        guard let counts = shared.recorder?.counts else { return }
        page.family("alb_admission_recorded_reviews_total", "counter", "Answered reviews by what became of the record.")
        for (result, count) in [("dropped", counts.dropped), ("failed", counts.failed), ("written", counts.written)] {
            page.sample("alb_admission_recorded_reviews_total", [("result", result)], count)
        }
    }

    private static func connections(_ shared: SharedState, _ page: inout PrometheusText) {
        guard let statistics = shared.serverStatistics else { return }
        page.family("alb_admission_connections", "gauge", "Open connections of all endpoints.")
        page.sample("alb_admission_connections", statistics.openConnections)
        page.family("alb_admission_connections_total", "counter", "Connections by what became of them.")
        for (result, count) in [
            ("accepted", statistics.acceptedConnections), ("shed", statistics.shedConnections),
            ("handshake_failed", statistics.failedHandshakes), ("expired", statistics.expiredConnections),
            ("evicted", statistics.evictedConnections),
        ] {
            page.sample("alb_admission_connections_total", [("result", result)], count)
        }
        page.family(
            "alb_admission_accept_pauses_total",
            "counter",
            "Moments without a connection or descriptor left for a new client."
        )
        page.sample("alb_admission_accept_pauses_total", statistics.acceptPauses)
        page.family("alb_admission_http_rejections_total", "counter", "Requests that were no valid HTTP or too large.")
        page.sample("alb_admission_http_rejections_total", statistics.rejectedRequests)
        page.family("alb_admission_log_lines_dropped_total", "counter", "Log lines lost because nobody read the log.")
        page.sample("alb_admission_log_lines_dropped_total", shared.log.droppedLines)
    }
}
