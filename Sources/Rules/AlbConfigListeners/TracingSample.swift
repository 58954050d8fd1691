import ALBController
import Admission
import JSON
import Kubernetes

/// How many of 10 000 requests are traced; ALB checks the number also when tracing was switched off.
struct TracingSample: Rule {
    static let description = RuleDescription(
        id: "ALB719",
        name: "tracing-sample",
        summary: "tracingSample must be from 1 to 10000, and logConfig must stay once tracing was on.",
        severity: SeverityTable(ack: .warn, lbc: .off, legacy: .off, strict: .deny),
        kinds: [.albConfig],
        effect: "ALB refuses the listener (\"AccessLogTracingConfig.TracingSample is illegal\").",
        example: "logConfig: {accessLogTracingConfig: {tracingEnabled: true, tracingSample: 20000}}",
        fix: "logConfig: {accessLogTracingConfig: {tracingEnabled: true, tracingSample: 100, tracingType: Zipkin}}",
        sources: [PublicSource.doctor, PublicSource.listenerGuide]
    )

    private static let range = 1...10_000
    private static let illegal = "ALB refuses the listener (\"TracingSample is illegal\")"

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        for listener in review.object.listeners {
            let tracing = tracing(of: listener)
            let field = listener.field.key("logConfig")
            guard let tracing else {
                if let old = review.old, wasOn(listener, old) { addRemoved(field, &findings) }
                continue
            }
            let isOn = tracing["tracingEnabled"]?.boolean == true
            let sample = tracing["tracingSample"]?.integer
            guard isOn || (sample ?? 0) != 0, !(sample.map(range.contains) ?? false) else { continue }
            findings.add(
                field.key("accessLogTracingConfig").key("tracingSample"),
                sample.map { "\($0) is outside 1-10000" } ?? "is missing, but tracing is on",
                value: sample.map(String.init) ?? "",
                effect: illegal,
                fix: "write a whole number from 1 to 10000"
            )
        }
    }

    private static func tracing(of listener: AlbConfigListener) -> JSONValue? {
        let value = listener.value["logConfig"]?["accessLogTracingConfig"]
        return value?.kind == .object ? value : nil
    }

    private static func wasOn(_ listener: AlbConfigListener, _ old: AlbConfig) -> Bool {
        guard let key = listener.key, let before = old.listener(key) else { return false }
        return tracing(of: before)?["tracingEnabled"]?.boolean == true
    }

    private static func addRemoved(_ field: FieldPath, _ findings: inout FindingCollector) {
        findings.add(
            field,
            "no longer has accessLogTracingConfig, but tracing was on",
            value: "removed",
            effect: illegal,
            fix: "keep it, with tracingEnabled false and a tracingSample from 1 to 10000"
        )
    }
}
