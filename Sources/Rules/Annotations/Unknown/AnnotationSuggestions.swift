import ALBController
import Admission
import Kubernetes

/// What the unknown annotations of an Ingress may be meant to be, one after the other.
struct AnnotationSuggestions {
    struct Proposal {
        var problem: String
        var effect = "the controller ignores annotations that it does not know"
        var fix: Fix
    }

    private let review: IngressReview
    private let candidates: [String]
    /// Only the controllers that read them are told of names that end in a Service.
    private let prefixes: [String]
    /// What another misspelling is to become.
    private var taken: Set<String> = []
    private var searches = 0
    private var trial: FixTrial<IngressReview>

    /// Names that are looked for; the search costs more than a look-up.
    private static let searched = 16

    init(_ review: IngressReview) {
        self.review = review
        candidates = KnownAnnotations.read(by: review.profile).sorted()
        prefixes = review.profile == .legacy ? [] : KnownAnnotations.prefixes
        trial = FixTrial(review)
    }

    mutating func next(for name: String) -> Proposal {
        let nearest = search(name)
        if let nearest, isCertain(nearest, for: name) { return renaming(name, to: nearest, isNear: true) }
        switch AnnotationHome.find(name, review.profile) {
        case .annotation(let meant) where isRead(meant): return renaming(name, to: meant, isNear: false)
        case .annotation(let meant):
            return Proposal(
                problem: "is not known",
                fix: Fix("use a newer controller, which has \(AnnotationKey.prefix)\(meant)")
            )
        case .elsewhere(let place): return Proposal(problem: "is no annotation of ALB", fix: Fix(place))
        case .nowhere(let reason):
            return Proposal(
                problem: "is no annotation of ALB",
                effect: reason,
                fix: .remove(annotation: FieldPath.annotation("\(AnnotationKey.prefix)\(name)"))
            )
        case nil: break
        }
        if let leftover = NginxLeftovers.table[name] ?? ForeignDialects.higress[name] {
            let fix =
                leftover.instead.isEmpty
                ? Fix.remove(annotation: FieldPath.annotation("\(AnnotationKey.prefix)\(name)")) : Fix(leftover.instead)
            return Proposal(
                problem: "is an annotation of ingress-nginx, not of ALB",
                effect: leftover.effect,
                fix: fix
            )
        }
        if let meant = sameWords(name) ?? nearest.flatMap({ Self.isSlip(name, of: $0) ? $0 : nil }) {
            return renaming(name, to: meant, isNear: true)
        }
        if let hint = LeftoverHint.meaning(of: name), isRead(hint) {
            return Proposal(problem: "is no annotation of ALB", fix: Fix(hint.instead))
        }
        return Proposal(problem: "is not known", fix: "remove it, unless a newer controller knows it")
    }

    /// The annotation of ALB that a name stands for, if one does.
    mutating func meant(by name: String) -> String? {
        if let nearest = search(name), isCertain(nearest, for: name) { return nearest }
        guard case .annotation(let meant) = AnnotationHome.find(name, review.profile) else { return sameWords(name) }
        return meant
    }

    private func isRead(_ meant: String) -> Bool { candidates.contains(meant) }

    private func isRead(_ hint: Leftover) -> Bool {
        review.profile != .legacy || hint.isInOldest || hint.alb.map(isRead) ?? false
    }

    /// As an edit where the value is one that the right name takes and that changes nothing else for the worse.
    private mutating func renaming(_ name: String, to meant: String, isNear: Bool) -> Proposal {
        let key = "\(AnnotationKey.prefix)\(meant)"
        let field = FieldPath.annotation("\(AnnotationKey.prefix)\(name)")
        let value = review.annotations["\(AnnotationKey.prefix)\(name)"] ?? ""
        let problem = "is not known, \(meant.clipped) \(isNear ? "comes nearest to it" : "is what ALB calls it")"
        guard review.annotations[key] == nil else {
            return Proposal(problem: problem, fix: Fix("keep one of the two, \(key.clipped) is there as well"))
        }
        guard !taken.contains(key) else { return Proposal(problem: problem, fix: Fix("use \(key.clipped) once")) }
        guard AnnotationValue(value).isPlain(for: meant, in: review) else {
            return Proposal(problem: problem, fix: Fix("use \(key.clipped) if that is meant, with a value of its kind"))
        }
        let fix = trial.fix(
            Fix("rename it to \"\(key.clipped)\"", .rename(field, to: key)),
            else: Fix("use \(key.clipped), together with what it needs")
        )
        if fix.edit != nil { taken.insert(key) }
        return Proposal(problem: problem, fix: fix)
    }

    private mutating func search(_ name: String) -> String? {
        searches += 1
        return searches <= Self.searched ? nearest(to: name) : nil
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

    /// The one annotation with the same words in another order.
    private func sameWords(_ name: String) -> String? {
        let words = Self.words(name)
        guard words.count > 1 else { return nil }
        let found = candidates.filter { Self.words($0) == words }
        return found.count == 1 ? found.first : nil
    }

    /// Whether no word of it is another word, as `host` in `healthcheck-host` is for `healthcheck-code`.
    private static func isSlip(_ name: String, of meant: String) -> Bool {
        func parts(_ text: String) -> [Substring] { text.lowercased().split { $0 == "-" || $0 == "." || $0 == "_" } }
        let (written, known) = (parts(name), parts(meant))
        guard written.count == known.count else { return true }
        return zip(written, known).allSatisfy { word, other in
            word == other || Suggestion.distance(Array(word.utf8), Array(other.utf8)) * 2 <= other.utf8.count
        }
    }

    private static func words(_ name: String) -> [String] {
        name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init).sorted()
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
