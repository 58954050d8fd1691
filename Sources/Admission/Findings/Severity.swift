package import ALBController

/// What a finding does to the request.
package enum Severity: String, CaseIterable, Hashable, Sendable, Comparable {
    case off
    case warn
    case deny

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .off: 0
        case .warn: 1
        case .deny: 2
        }
    }
}

/// The default severity of a rule, or of one of its conditions, for each controller profile.
package struct SeverityTable: Hashable, Sendable {
    package var ack: Severity
    package var lbc: Severity
    package var legacy: Severity
    /// What the preset `strict` makes of it; nil: nothing.
    ///
    /// A profile where it is off stays off, unless it is off everywhere and `strict` is what switches it on.
    package var strict: Severity?

    package init(ack: Severity, lbc: Severity, legacy: Severity, strict: Severity? = nil) {
        self.ack = ack
        self.lbc = lbc
        self.legacy = legacy
        self.strict = strict
    }

    package static let deny = SeverityTable(ack: .deny, lbc: .deny, legacy: .deny)
    package static let warn = SeverityTable(ack: .warn, lbc: .warn, legacy: .warn)
    package static let off = SeverityTable(ack: .off, lbc: .off, legacy: .off)
    package static let warnStrictlyDeny = SeverityTable(ack: .warn, lbc: .warn, legacy: .warn, strict: .deny)

    package subscript(profile: ControllerProfile) -> Severity {
        switch profile {
        case .ack: ack
        case .lbc: lbc
        case .legacy: legacy
        }
    }
}

extension SeverityTable {
    package func raisedByStrict(_ profile: ControllerProfile) -> Severity {
        guard let strict, self[profile] != .off || isOptional else { return self[profile] }
        return strict
    }

    /// Off in every profile: only `strict` or a setting switches it on.
    package var isOptional: Bool { ack == .off && lbc == .off && legacy == .off }
}

/// A starting point for all rules at once.
package enum Preset: String, CaseIterable, Hashable, Sendable {
    /// Nothing is denied; what would be is a warning.
    case advisory
    case `default`
    /// Rules that have a strict severity use it.
    case strict
}
