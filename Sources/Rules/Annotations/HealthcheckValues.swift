import ALBController
import Admission
import Kubernetes

/// Health check values are looked at only while `healthcheck-enabled` is exactly `true`, and then they can fail the
/// server group.
struct HealthcheckValues: Rule {
    static let description = RuleDescription(
        id: "ALB512",
        name: "healthcheck-values",
        summary: "Health check values must be known words and integers within their ranges.",
        severity: .deny,
        kinds: [.ingress],
        effect: "A wrong word or an integer out of range fails the server group and with it every Ingress on this ALB; "
            + "a text that is no integer is replaced by the default without a word.",
        example: #"alb.ingress.kubernetes.io/healthcheck-interval-seconds: "60""#,
        fix: "Write interval 1-50, timeout 1-300, thresholds 2-10, port 0-65535.",
        sources: [PublicSource.serverGroupModel, PublicSource.serverGroupProvider, PublicSource.dictionary]
    )

    private static let integers = [
        IntegerAnnotation(key: AnnotationKey.healthCheckTimeout, range: 1...300, fallback: 5),
        IntegerAnnotation(key: AnnotationKey.healthCheckInterval, range: 1...50, fallback: 2),
        IntegerAnnotation(key: AnnotationKey.healthyThreshold, range: 2...10, fallback: 3),
        IntegerAnnotation(key: AnnotationKey.unhealthyThreshold, range: 2...10, fallback: 3),
    ]
    private static let connectPort = IntegerAnnotation(
        key: AnnotationKey.healthCheckConnectPort,
        range: 0...65535,
        fallback: 0
    )
    private static let codes: Set<String> = ["http_2xx", "http_3xx", "http_4xx", "http_5xx"]

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.annotations[AnnotationKey.healthCheckEnabled] == "true" else { return }
        let isBuilt = review.model.makesAnyServerGroup
        let deny = SeverityTable.deny.grade(if: isBuilt)
        let denyIfOpen = SeverityTable(ack: .warn, lbc: .deny, legacy: .deny).grade(if: isBuilt)
        for integer in integers { integer.check(review, deny, &findings) }
        // The oldest controller does not read the port.
        let portSeverity = SeverityTable(ack: .deny, lbc: .deny, legacy: .warn).grade(if: isBuilt)
        connectPort.check(review, portSeverity, &findings)
        for word in words(review.profile) {
            guard let value = review.annotations[word.key],
                !word.allowed.contains(where: { GoText.equalFold($0, value) })
            else { continue }
            let list = word.allowed.joined(separator: ", ")
            findings.add(
                FieldPath.annotation(word.key),
                value.isEmpty ? "is empty" : "\"\(value.clipped)\" is not one of \(list)",
                value: value,
                effect: BackendAnnotation.effect,
                fix: "write \"\(word.allowed.first ?? "")\", or remove the annotation",
                severity: value.isEmpty ? denyIfOpen : deny
            )
        }
        checkPath(review, &findings)
        checkCodes(review, &findings)
    }

    /// The open controllers read no version, and the older one knows no TCP.
    private static func words(_ profile: ControllerProfile) -> [(key: StaticString, allowed: [String])] {
        switch profile {
        case .ack:
            [
                (AnnotationKey.healthCheckProtocol, ["HTTP", "HTTPS", "TCP", "GRPC"]),
                (AnnotationKey.healthCheckMethod, ["HEAD", "GET", "POST"]),
                (AnnotationKey.healthCheckHTTPVersion, ["HTTP1.1", "HTTP1.0"]),
            ]
        case .lbc:
            [
                (AnnotationKey.healthCheckProtocol, ["HTTP", "HTTPS", "TCP"]),
                (AnnotationKey.healthCheckMethod, ["HEAD", "GET"]),
            ]
        case .legacy:
            [
                (AnnotationKey.healthCheckProtocol, ["HTTP", "HTTPS"]),
                (AnnotationKey.healthCheckMethod, ["HEAD", "GET"]),
            ]
        }
    }

    private static func checkPath(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let path = review.annotations[AnnotationKey.healthCheckPath], !path.isEmpty else { return }
        let length = path.unicodeScalars.count
        guard path.utf8.first != UInt8(ascii: "/") || length > 80 else { return }
        findings.advise(
            FieldPath.annotation(AnnotationKey.healthCheckPath),
            length > 80
                ? "has \(length) characters instead of at most 80" : "\"\(path.clipped)\" does not begin with a slash",
            value: path,
            effect: "ALB may refuse the server group",
            fix: length > 80 ? "shorten the path" : "write \"/\(path.clipped)\""
        )
    }

    /// The list is split at commas and not trimmed.
    private static func checkCodes(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let value = review.annotations[AnnotationKey.healthCheckHTTPCode], !value.isEmpty else { return }
        let scheme = review.annotations[AnnotationKey.healthCheckProtocol] ?? "HTTP"
        guard GoText.equalFold(scheme, "HTTP") || GoText.equalFold(scheme, "HTTPS") else { return }
        let parts = value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard let wrong = parts.map({ String(Substring($0)) }).first(where: { !codes.contains($0) }) else { return }
        let trimmed = GoText.trimSpace(wrong).lowercased()
        findings.advise(
            FieldPath.annotation(AnnotationKey.healthCheckHTTPCode),
            "\"\(wrong.clipped)\" is not one of http_2xx, http_3xx, http_4xx, http_5xx",
            value: value,
            effect: "ALB may refuse the server group",
            fix: codes.contains(trimmed)
                ? "write \"\(trimmed)\" without spaces around it" : "write \"http_2xx,http_3xx\" for example"
        )
    }
}
