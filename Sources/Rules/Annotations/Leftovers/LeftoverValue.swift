import ALBController

/// Values of ingress-nginx that say that a feature is off, or no stricter than ALB is anyhow.
enum LeftoverValue {
    @Sendable static func isOff(_ value: String) -> Bool {
        value.isEmpty || value.lowercased() == "off" || GoText.parseBool(value) == false
    }

    @Sendable static func isZero(_ value: String) -> Bool { GoText.atoi(value).map { $0 <= 0 } ?? value.isEmpty }

    /// Everybody is on the list, as on that of the Ingresses that cert-manager makes for a while.
    @Sendable static func isEverybody(_ value: String) -> Bool {
        value.split(separator: ",").contains { GoText.trimSpace($0).hasSuffix("/0") }
    }

    /// ALB waits a minute.
    @Sendable static func isAMinuteAtMost(_ value: String) -> Bool {
        let number = value.hasSuffix("s") ? String(value.dropLast()) : value
        return GoText.atoi(number).map { (0...60).contains($0) } ?? false
    }

    /// No limit, or one above what ingress-nginx allows without the annotation, so it was there to allow more.
    @Sendable static func isLargeBody(_ value: String) -> Bool {
        let text = value.lowercased()
        guard let unit = text.utf8.last else { return true }
        let digits = text.filter(\.isNumber)
        guard let number = GoText.atoi(digits) else { return false }
        guard number > 0 else { return true }
        switch unit {
        case UInt8(ascii: "g"): return true
        case UInt8(ascii: "m"): return number > 1
        case UInt8(ascii: "k"): return number > 1024
        default: return number > 1024 * 1024
        }
    }

    /// Whether a piece of nginx configuration keeps somebody out.
    static func isGuard(_ snippet: String) -> Bool {
        let words = snippet.lowercased()
        let directives = [
            "allow ", "deny ", "auth_", "limit_", "return 4", "satisfy", "modsecurity", "access_by_lua", "secure_link",
            "ssl_verify_client", "valid_referers",
        ]
        return directives.contains { words.contains($0) }
    }
}
