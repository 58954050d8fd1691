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
        stopsALB: true,
        effect: "A wrong word or an integer out of range fails the server group and with it every Ingress on this ALB; "
            + "a text that is no integer is replaced by the default without a word.",
        example: #"alb.ingress.kubernetes.io/healthcheck-interval-seconds: "60""#,
        fix:
            "Write interval 1-50, timeout 1-300, thresholds 2-10, port 0-65535, and words from the lists in the message.",
        sources: [PublicSource.serverGroupModel, PublicSource.serverGroupProvider, PublicSource.dictionary]
    )

    static let integers = [
        IntegerAnnotation(key: AnnotationKey.healthCheckTimeout, range: 1...300, fallback: 5, isSeconds: true),
        IntegerAnnotation(key: AnnotationKey.healthCheckInterval, range: 1...50, fallback: 2, isSeconds: true),
        IntegerAnnotation(key: AnnotationKey.healthyThreshold, range: 2...10, fallback: 3),
        IntegerAnnotation(key: AnnotationKey.unhealthyThreshold, range: 2...10, fallback: 3),
    ]
    static let connectPort = IntegerAnnotation(
        key: AnnotationKey.healthCheckConnectPort,
        range: 0...65535,
        fallback: 0
    )
    private static let longestPath = 80
    private static let codes: Set<String> = ["http_2xx", "http_3xx", "http_4xx", "http_5xx"]

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.annotations[AnnotationKey.healthCheckEnabled] == "true" else { return }
        checkValues(review, &findings)
    }

    /// What is looked at once `healthcheck-enabled` is on.
    static func checkValues(_ review: IngressReview, _ findings: inout FindingCollector) {
        // Costs something, and matters only where something is wrong.
        func grade(_ severity: SeverityTable) -> SeverityTable {
            severity.grade(if: review.model.makesAnyServerGroup)
        }
        for integer in integers { integer.check(review, grade(.deny), &findings) }
        // The oldest controller does not read the port.
        connectPort.check(review, grade(SeverityTable(ack: .deny, lbc: .deny, legacy: .warn)), &findings)
        let denyIfOpen = SeverityTable(ack: .warn, lbc: .deny, legacy: .deny)
        for word in words(review.profile) {
            guard let value = review.annotations[word.key], !word.allows(value) else { continue }
            findings.add(
                FieldPath.annotation(word.key),
                value.isEmpty ? "is empty" : "\"\(value.clipped)\" is not one of \(word.list)",
                value: value,
                effect: BackendAnnotation.effect,
                fix: word.fix(value),
                severity: grade(value.isEmpty ? denyIfOpen : .deny)
            )
        }
        checkPath(review, &findings)
        checkCodes(review, &findings)
    }

    /// The open controllers read no version, and the older one knows no TCP.
    static func words(_ profile: ControllerProfile) -> [WordAnnotation] {
        switch profile {
        case .ack:
            [
                WordAnnotation(key: AnnotationKey.healthCheckProtocol, allowed: ["HTTP", "HTTPS", "TCP", "GRPC"]),
                WordAnnotation(key: AnnotationKey.healthCheckMethod, allowed: ["HEAD", "GET", "POST"]),
                WordAnnotation(key: AnnotationKey.healthCheckHTTPVersion, allowed: ["HTTP1.1", "HTTP1.0"]),
            ]
        case .lbc:
            [
                WordAnnotation(key: AnnotationKey.healthCheckProtocol, allowed: ["HTTP", "HTTPS", "TCP"]),
                WordAnnotation(key: AnnotationKey.healthCheckMethod, allowed: ["HEAD", "GET"]),
            ]
        case .legacy:
            [
                WordAnnotation(key: AnnotationKey.healthCheckProtocol, allowed: ["HTTP", "HTTPS"]),
                WordAnnotation(key: AnnotationKey.healthCheckMethod, allowed: ["HEAD", "GET"]),
            ]
        }
    }

    private static func checkPath(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let path = review.annotations[AnnotationKey.healthCheckPath], !path.isEmpty else { return }
        let field = FieldPath.annotation(AnnotationKey.healthCheckPath)
        let length = path.unicodeScalars.count
        guard path.utf8.first != UInt8(ascii: "/") || length > longestPath else { return }
        findings.advise(
            field,
            length > longestPath
                ? "has \(length) characters instead of at most \(longestPath)"
                : "\"\(path.clipped)\" does not begin with a slash",
            value: path,
            effect: "ALB may refuse the server group",
            fix: fix(path: path, field)
        )
    }

    private static func fix(path: String, _ field: FieldPath) -> Fix {
        let trimmed = GoText.trimSpace(path)
        let isURL = trimmed.contains("://")
        let corrected = trimmed.hasPrefix("/") ? trimmed : "/" + trimmed
        guard corrected != path, !trimmed.isEmpty, !isURL, corrected.unicodeScalars.count <= longestPath else {
            return "write a path of at most \(longestPath) characters that begins with a slash"
        }
        return .write(corrected, in: field)
    }

    /// The list is split at commas and not trimmed.
    private static func checkCodes(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let value = review.annotations[AnnotationKey.healthCheckHTTPCode], !value.isEmpty else { return }
        let scheme = review.annotations[AnnotationKey.healthCheckProtocol] ?? "HTTP"
        guard GoText.equalFold(scheme, "HTTP") || GoText.equalFold(scheme, "HTTPS") else { return }
        let parts = value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard let wrong = parts.first(where: { !codes.contains($0) }) else { return }
        let field = FieldPath.annotation(AnnotationKey.healthCheckHTTPCode)
        findings.advise(
            field,
            "\"\(wrong.clipped)\" is not one of http_2xx, http_3xx, http_4xx, http_5xx",
            value: value,
            effect: "ALB may refuse the server group",
            fix: fix(codes: parts, field)
        )
    }

    /// `HTTP_2XX`, `2xx` and blanks are certain; a single status is not, for ALB takes whole classes only.
    private static func fix(codes parts: [String], _ field: FieldPath) -> Fix {
        let corrected = parts.map { GoText.trimSpace($0).lowercased() }.filter { !$0.isEmpty }
            .map { codes.contains("http_" + $0) ? "http_" + $0 : $0 }
        guard !corrected.isEmpty, corrected.allSatisfy(codes.contains) else {
            return "write a list of these classes, separated by commas without blanks"
        }
        return .write(corrected.joined(separator: ","), in: field)
    }
}
