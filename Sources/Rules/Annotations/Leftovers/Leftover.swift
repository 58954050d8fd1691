import ALBController
import Admission

/// What becomes of one annotation of another controller on an ALB.
struct Leftover: Sendable {
    enum Harm: Int, Sendable, Comparable {
        /// It kept somebody out, or was meant to.
        case protection
        /// Requests are answered in another way.
        case behaviour
        /// Numbers differ.
        case tuning
        case none

        static func < (left: Harm, right: Harm) -> Bool { left.rawValue < right.rawValue }
    }

    var harm: Harm
    /// What was there and is not here, as in "the allow list"; only of a protection.
    var subject = ""
    /// What happens on ALB.
    var effect: String
    /// What to use instead, in words; empty where the annotation may go without anything in its place.
    var instead: String
    /// The annotation of ALB that does the same, behind its prefix.
    var alb: String?
    /// Whether the oldest controller has it too.
    var isInOldest = false
    var translation: LeftoverTranslation?
    /// Values under which nothing is lost.
    var isIdle: @Sendable (String) -> Bool = { _ in false }

    static func protection(
        _ subject: String,
        _ effect: String,
        _ instead: String,
        alb: String? = nil,
        _ translation: LeftoverTranslation? = nil,
        idle: @escaping @Sendable (String) -> Bool = { _ in false }
    ) -> Leftover {
        Leftover(
            harm: .protection,
            subject: subject,
            effect: effect,
            instead: instead,
            alb: alb,
            translation: translation,
            isIdle: idle
        )
    }

    static func behaviour(
        _ effect: String,
        _ instead: String,
        alb: String? = nil,
        oldest: Bool = false,
        _ translation: LeftoverTranslation? = nil,
        idle: @escaping @Sendable (String) -> Bool = { _ in false }
    ) -> Leftover {
        Leftover(
            harm: .behaviour,
            effect: effect,
            instead: instead,
            alb: alb,
            isInOldest: oldest,
            translation: translation,
            isIdle: idle
        )
    }

    static func tuning(
        _ effect: String,
        _ instead: String = "",
        alb: String? = nil,
        oldest: Bool = false,
        _ translation: LeftoverTranslation? = nil,
        idle: @escaping @Sendable (String) -> Bool = { _ in false }
    ) -> Leftover {
        Leftover(
            harm: .tuning,
            effect: effect,
            instead: instead,
            alb: alb,
            isInOldest: oldest,
            translation: translation,
            isIdle: idle
        )
    }

    /// Nothing is lost without it.
    static let harmless = Leftover(harm: .none, effect: "nothing is lost", instead: "")
}

/// Many names with one meaning.
struct LeftoverFamily: Sendable {
    var names: String
    var meaning: Leftover

    init(_ names: String, _ meaning: Leftover) {
        self.names = names
        self.meaning = meaning
    }

    static func table(_ families: [LeftoverFamily]) -> [String: Leftover] {
        var table: [String: Leftover] = [:]
        for family in families {
            for name in family.names.split(separator: " ") { table[String(name)] = family.meaning }
        }
        return table
    }
}
