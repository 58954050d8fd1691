import ALBController

/// The annotation names of the AWS Load Balancer Controller, which has the same prefix, and what takes their place.
///
/// Source: `docs/guide/ingress/annotations.md` of kubernetes-sigs/aws-load-balancer-controller.
enum AWSAnnotationNames {
    static func contains(_ name: String) -> Bool { find(name) != nil }

    /// In words; empty when nothing takes its place and nothing is lost without it, nil when it is no such name, or one
    /// that keeps somebody out.
    static func counterpart(of name: String, _ value: String, for profile: ControllerProfile) -> String? {
        guard let found = find(name) else { return nil }
        if name.hasSuffix("-attributes") {
            let named = attributes(value, profile)
            if !named.isEmpty { return named.joined(separator: "; ") }
        }
        guard !found.subject.isEmpty else { return found.text(for: profile) }
        return isIdle(value) ? "" : nil
    }

    /// What keeps somebody out there and is not in force here.
    static func protection(_ name: String, _ value: String, for profile: ControllerProfile) -> Leftover? {
        guard let found = find(name), !found.subject.isEmpty, !isIdle(value) else { return nil }
        return .protection(found.subject, found.effect, found.text(for: profile))
    }

    /// Where each of `key=value,key=value` is set here, without those that nothing stands for.
    private static func attributes(_ value: String, _ profile: ControllerProfile) -> [String] {
        var places: [String] = []
        for attribute in value.split(separator: ",").prefix(16) {
            let key = GoText.trimSpace(String(attribute.split(separator: "=").first ?? ""))
            guard let found = attributePlaces.first(where: { key.hasPrefix($0.key) }) else { continue }
            guard profile != .legacy || found.isInOldest, !places.contains(found.place) else { continue }
            places.append(found.place)
        }
        return places
    }

    private static let attributePlaces: [(key: String, place: String, isInOldest: Bool)] = [
        ("idle_timeout.", "set spec.listeners[].idleTimeout of the AlbConfig", true),
        ("deletion_protection.", "set spec.config.deletionProtectionEnabled of the AlbConfig", true),
        ("access_logs.", "set spec.config.accessLogConfig of the AlbConfig", true),
        ("routing.http2.", "set spec.listeners[].http2Enabled of the AlbConfig", true),
        ("routing.http.x", "set spec.listeners[].xForwardedForConfig of the AlbConfig", true),
        ("waf.", "set spec.config.edition of the AlbConfig to StandardWithWaf", false),
        ("stickiness.", "use annotation alb.ingress.kubernetes.io/sticky-session with cookie-timeout", true),
        (
            "deregistration_delay.",
            "use annotations connection-drain-enabled and connection-drain-timeout of ALB", false
        ),
        ("slow_start.", "use annotations slow-start-enabled and slow-start-duration of ALB", false),
        ("load_balancing.", "use annotation alb.ingress.kubernetes.io/backend-scheduler", true),
    ]

    /// Everybody is on the list, or nobody is asked.
    private static func isIdle(_ value: String) -> Bool {
        value == "none" || LeftoverValue.isOff(value) || LeftoverValue.isEverybody(value)
    }

    private static func find(_ name: String) -> Counterpart? {
        if let exact = all[name] { return exact }
        return families.first { name.hasPrefix($0.prefix) }?.counterpart
    }

    struct Counterpart: Sendable {
        var text: String
        /// The oldest controller that has it.
        var since = ControllerProfile.legacy
        /// For older ones.
        var before = "remove it, or use a controller that has such a feature"
        /// What is not in force without it, as in "the login".
        var subject = ""
        var effect = ""

        func text(for profile: ControllerProfile) -> String {
            let isThere =
                switch since {
                case .legacy: true
                case .lbc: profile != .legacy
                case .ack: profile == .ack
                }
            return isThere ? text : before
        }
    }
}
