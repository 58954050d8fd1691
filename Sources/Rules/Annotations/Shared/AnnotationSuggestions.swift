import ALBController
import Admission
import Kubernetes

/// What the unknown annotations of an Ingress may be misspellings of, one after the other.
struct AnnotationSuggestions {
    struct Proposal {
        var fix: Fix
        /// The name behind the prefix that comes nearest, where it is too uncertain for a fix.
        var nearest: String?
    }

    private let review: IngressReview
    private let candidates: [String]
    /// Only the controllers that read them are told of names that end in a Service.
    private let prefixes: [String]
    /// What another misspelling is to become.
    private var taken: Set<String> = []
    private var searches = 0

    /// Names that are looked for; the search costs more than a look-up.
    private static let searched = 16

    init(_ review: IngressReview) {
        self.review = review
        candidates = KnownAnnotations.read(by: review.profile).sorted()
        prefixes = review.profile == .legacy ? [] : KnownAnnotations.prefixes
    }

    mutating func next(for name: String) -> Proposal {
        searches += 1
        guard searches <= Self.searched, let meant = nearest(to: name) else { return Proposal(fix: "check the name") }
        let key = "\(AnnotationKey.prefix)\(meant)"
        let field = FieldPath.annotation("\(AnnotationKey.prefix)\(name)")
        let value = review.annotations["\(AnnotationKey.prefix)\(name)"] ?? ""
        guard review.annotations[key] == nil, !taken.contains(key), isCertain(meant, for: name),
            AnnotationValue(value).isPlain(for: meant, in: review)
        else {
            return Proposal(fix: "check the name", nearest: meant)
        }
        taken.insert(key)
        return Proposal(fix: Fix("rename it to \"\(key.clipped)\"", .rename(field, to: key)))
    }

    private func nearest(to name: String) -> String? {
        // "action.web" for "actions.web" and the like.
        if let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) {
            let head = String(name[...dot])
            if let prefix = Suggestion.nearest(to: head, in: prefixes) {
                return prefix + String(name[name.index(after: dot)...])
            }
        }
        return Suggestion.nearest(to: name, in: candidates)
            ?? Suggestion.nearest(to: name.replacing("health-check", with: "healthcheck"), in: candidates)
    }

    /// A few letters apart, or only in hyphens and dots, and nothing else as near.
    private func isCertain(_ meant: String, for name: String) -> Bool {
        guard candidates.contains(meant) else { return true }
        let plain = Self.letters(name)
        if plain == Self.letters(meant) { return true }
        let distance = Suggestion.distance(plain, Self.letters(meant))
        guard distance <= 2, distance * 4 <= plain.count else { return false }
        return candidates.allSatisfy { $0 == meant || Suggestion.distance(plain, Self.letters($0)) > distance }
    }

    private static func letters(_ name: String) -> [UInt8] {
        name.lowercased().utf8.prefix(64).filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".") }
    }
}
