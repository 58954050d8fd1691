/// What the process says to the shell; the same for every subcommand.
package enum ExitCode: Int32, CaseIterable, Sendable, Comparable {
    case clean = 0
    /// At least one denial.
    case denied = 1
    /// Only warnings, and `--fail-on-warn`.
    case warned = 2
    /// Input that cannot be read, none found, or an address that cannot be listened on.
    case unreadable = 3
    case usage = 64
    case internalError = 70

    package static func < (left: ExitCode, right: ExitCode) -> Bool { left.rawValue < right.rawValue }

    /// For `--help` and the man pages.
    var meaning: String {
        switch self {
        case .clean: "clean"
        case .denied: "at least one denial"
        case .warned: "only warnings and --fail-on-warn"
        case .unreadable: "input unreadable or nothing found"
        case .usage: "usage"
        case .internalError: "internal error"
        }
    }
}
