import Admission

/// What a run over many reviews came to.
struct ReviewSummary {
    var allowed = 0
    var denied = 0
    private(set) var warnings = 0

    var count: Int { allowed + denied }

    mutating func add(_ verdict: Verdict) {
        if verdict.isAllowed { allowed += 1 } else { denied += 1 }
        warnings += verdict.warnings.count
    }

    var text: String {
        let reviews = count == 1 ? "1 review" : "\(count) reviews"
        let warnings = warnings == 1 ? "1 warning" : "\(warnings) warnings"
        return "\(reviews): \(allowed) allowed, \(denied) denied, \(warnings)"
    }
}
