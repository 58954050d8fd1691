import Admission

/// A host that nobody has a rule for.
package enum NearHost {
    /// `others` are hosts that there are rules for.
    package static func note(_ host: String, _ others: Set<String>) -> String {
        let hint = Suggestion.nearest(to: host, in: others.sorted()).map { "; there is \($0)" } ?? ""
        let isBelow = others.contains { $0.lowercased() == "*." + host }
        return "no rule is for host \(host)\(hint)"
            + (isBelow ? "; a wildcard such as *.example.com does not stand for example.com itself" : "")
    }
}
