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
        guard !found.subject.isEmpty else { return found.text(for: profile) }
        return isIdle(value) ? "" : nil
    }

    /// What keeps somebody out there and is not in force here.
    static func protection(_ name: String, _ value: String, for profile: ControllerProfile) -> Leftover? {
        guard let found = find(name), !found.subject.isEmpty, !isIdle(value) else { return nil }
        return .protection(found.subject, found.effect, found.text(for: profile))
    }

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
