import ALBController

/// M1, the class that is filled in, as far as a MutatingAdmissionPolicy can say it.
///
/// It fills in only where M1 does while nothing is known of the cluster. What M1 finds besides, that the rules would then
/// refuse the Ingress, no expression can tell.
package struct MutatingPolicy: Sendable {
    package let name = "alb-admission-ingress-class"
    package let className: String
    /// All must be true.
    package let conditions: [AdmissionPolicy.Named]

    package init(className: String) {
        self.className = className
        conditions = [
            Self.named("names-no-class", Self.namesNoClass),
            Self.named("is-not-left-out", Self.isNotLeftOut),
            Self.named("has-no-misspelt-class", Self.hasNoMisspeltClass),
            Self.named("is-nobody-elses", Self.isNobodyElses),
        ]
    }

    /// Of type `Object`, merged into the Ingress.
    package var mutation: String { "Object{spec: Object.spec{ingressClassName: \(CEL.string(className))}}" }

    private static func named(_ name: String, _ expression: String) -> AdmissionPolicy.Named {
        AdmissionPolicy.Named(name: name, expression: expression)
    }

    private static let annotations = "object.metadata.annotations"

    private static func hasKey(_ map: String, _ condition: String) -> String {
        "has(object.metadata.\(map)) && object.metadata.\(map).exists(k, \(condition))"
    }

    private static let namesNoClass =
        "!has(object.spec.ingressClassName) && !(\(hasKey("annotations", "k == \(CEL.string(AnnotationKey.ingressClass))")))"

    private static let isNotLeftOut = CEL.all(
        ["!has(object.metadata.deletionTimestamp)"]
            + ["annotations", "labels"].map { "!(\(hasKey($0, "k == \(CEL.string(AnnotationKey.skip))")))" }
    )

    private static let isNobodyElses: String = {
        let foreign = ForeignController.all.filter { $0.dialect != .clb }.map { "\($0.prefix)" }
        let isForeign = CEL.any([
            "\(CEL.list(foreign)).exists(f, k.startsWith(f))", CEL.matches("k", "^\(prefix)(\(AWSNames.onlyPattern))"),
        ])
        let isOwn = CEL.all([
            "k.startsWith(\(CEL.string(AnnotationKey.prefix)))",
            "!\(CEL.matches("k", "^\(prefix)(\(AWSNames.onlyPattern)|\(AWSNames.sharedPattern))"))",
        ])
        return "(\(hasKey("annotations", isOwn))) || !(\(hasKey("annotations", isForeign)))"
    }()

    private static let prefix = CEL.escaped("\(AnnotationKey.prefix)")
}

/// ``ClassKeyLikeness`` without its count of edits: every key that it calls misspelt, and some more.
///
/// Two edits that leave neither of the two `ss` of `ingressclass` leave its `ingr`. With `ss` at most two of its other
/// letters are gone. In `kubernetesioingressclass` three edits leave one of the three; in `class` one edit leaves `ss` or
/// `cl`. Between the letters of a key may stand anything else.
extension MutatingPolicy {
    private static let hasNoMisspeltClass =
        "![\(["annotations", "labels"].map { "has(object.metadata.\($0)) ? object.metadata.\($0) : {}" }.joined(separator: ", "))]"
        + ".exists(m, m.exists(k, \(mayNameClass)))"

    private static let mayNameClass: String = {
        func ends(_ words: [String]) -> String {
            let patterns = words.map { $0.map(String.init).joined(separator: "[^a-z/]*") }
            return CEL.matches("k", "(?i)(\(patterns.joined(separator: "|")))[^/]*$")
        }
        let letters = CEL.list("ingrecla".map(String.init))
        let known = KnownAnnotations.alb.filter { name in ["ss", "cl", "ingr"].contains { plain(name).contains($0) } }
        return CEL.all([
            CEL.any([
                "\(ends(["ss"])) && \(letters).filter(x, !k.matches('(?i)' + x + '[^/]*$')).size() < 3",
                ends(["ingr"]),
                "k.matches('(?i)ingress[^/]*/') && \(ends(["ss", "cl"]))",
                "!k.contains('/') && \(ends(["ss", "kubern"]))",
                "k.matches('/.*/')",
            ]),
            "!(k in \(CEL.list(known.sorted().map { "\(AnnotationKey.prefix)\($0)" })))",
        ])
    }()

    private static func plain(_ name: String) -> String { name.filter(\.isLetter) }
}
