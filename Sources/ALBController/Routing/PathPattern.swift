/// One value of a path condition as ALB reads it: a text with wildcards, or behind `~` or `~*` a regular expression.
package enum PathPattern: Hashable, Sendable {
    case wildcard(WildcardPattern)
    /// Never compiled here; the second form of the prefix ignores case.
    case regex(String, ignoresCase: Bool)

    package init(_ value: String) {
        if value.hasPrefix("~*") {
            self = .regex(String(value.dropFirst(2)), ignoresCase: true)
        } else if value.hasPrefix("~") {
            self = .regex(String(value.dropFirst()), ignoresCase: false)
        } else {
            self = .wildcard(WildcardPattern(value))
        }
    }

    /// Matches every request path, for they all begin with a slash.
    package var isCatchAll: Bool {
        guard case .wildcard(let pattern) = self else { return false }
        return pattern.isOnlyStar
            || pattern.symbols == [WildcardPattern.Symbol(UInt8(ascii: "/")), WildcardPattern.star]
    }

    /// Whether a request path is matched; nil for a regular expression.
    package func matches(_ path: String) -> Bool? {
        guard case .wildcard(let pattern) = self else { return nil }
        return pattern.matches(path)
    }

    /// Whether every request path that `other` matches is matched here too; true is always right.
    package func covers(_ other: PathPattern) -> Bool {
        if isCatchAll || self == other { return true }
        guard case .wildcard(let mine) = self, case .wildcard(let theirs) = other else { return false }
        return mine.covers(theirs)
    }
}

extension PathPattern: CustomStringConvertible {
    package var description: String {
        switch self {
        case .wildcard(let pattern): pattern.description
        case .regex(let text, let ignoresCase): (ignoresCase ? "~*" : "~") + text
        }
    }
}
