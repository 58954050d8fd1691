import ALBController
import Admission
import Kubernetes
import TestSupport
import Testing

/// M1: `spec.ingressClassName` is filled in where that cannot take an Ingress from anybody.
struct DefaultIngressClassTests {
    private static let classless = IngressText { $0.className = nil }
    private static let annotated = IngressText {
        $0.className = nil
        $0.annotations = [("alb.ingress.kubernetes.io/order", "1")]
    }
    private static let defaulted = "[M1] spec.ingressClassName defaulted to \"alb\"."

    private static func mode(_ mode: String) -> String {
        "{\"defaulting\": {\"ingressClass\": {\"mode\": \"\(mode)\"}}}"
    }

    @Test(
        arguments: [
            ("auto", classless, "alb"), ("auto", annotated, "alb"), ("always", classless, "alb"),
            ("always", annotated, "alb"), ("annotated", classless, nil), ("annotated", annotated, "alb"),
            ("off", classless, nil), ("off", annotated, nil),
        ] as [(String, IngressText, String?)]
    )
    func withoutContextTheModeDecides(_ mode: String, _ ingress: IngressText, _ filled: String?) throws {
        let probe = try MutationProbe(ingress.json, .make(Self.mode(mode)))
        #expect(probe.className == filled)
        #expect(probe.applied == (filled == nil ? [] : ["M1"]))
        #expect(probe.notes == (filled == nil ? [] : [Self.defaulted]))
    }

    @Test(
        arguments: [
            ("auto", [ClusterText.alb], "alb", []),
            ("annotated", [ClusterText.alb], nil, []),
            (
                "auto", [ClusterText.nginx], nil,
                ["IngressClass \"alb\" does not exist (there is no ALB class)"]
            ),
            (
                "auto", [ClusterText.ingressClass("internal"), ClusterText.ingressClass("edge")], nil,
                ["IngressClass \"alb\" does not exist (ALB classes: edge, internal)"]
            ),
            (
                "auto", [ClusterText.ingressClass("alb", controller: "ingress.k8s.aws/alb")], nil,
                ["IngressClass \"alb\" belongs to the controller \"ingress.k8s.aws/alb\""]
            ),
            (
                "auto", [ClusterText.alb, ClusterText.nginx], nil,
                ["other controllers' classes exist and the Ingress has no alb.ingress.kubernetes.io/ annotation"]
            ),
            ("auto", [ClusterText.alb, ClusterText.ingressClass("internal")], "alb", []),
            ("always", [ClusterText.nginx], "alb", []),
            ("off", [ClusterText.alb], nil, []),
        ] as [(String, [String], String?, [String])]
    )
    func withContextTheClusterDecides(_ mode: String, _ objects: [String], _ filled: String?, _ why: [String]) throws {
        let probe = try MutationProbe(Self.classless.json, .make(Self.mode(mode), objects))
        #expect(probe.className == filled)
        let reasons = why.map { "[M1] spec.ingressClassName was not filled in: \($0)." }
        #expect(probe.notes == (filled == nil ? reasons : [Self.defaulted]))
    }

    @Test(
        arguments: [
            ("auto", [ClusterText.alb, ClusterText.nginx], "alb", []),
            ("annotated", [ClusterText.alb, ClusterText.nginx], "alb", []),
            (
                "annotated", [ClusterText.nginx], nil,
                ["IngressClass \"alb\" does not exist (there is no ALB class)"]
            ),
            (
                "auto", [ClusterText.alb, ClusterText.ingressClass("aws", controller: "ingress.k8s.aws/alb")], nil,
                ["the AWS controller, which shares the annotation prefix, is installed as well"]
            ),
        ] as [(String, [String], String?, [String])]
    )
    func annotationsOfOursShowTheIntent(_ mode: String, _ objects: [String], _ filled: String?, _ why: [String]) throws
    {
        let probe = try MutationProbe(Self.annotated.json, .make(Self.mode(mode), objects))
        #expect(probe.className == filled)
        let reasons = why.map { "[M1] spec.ingressClassName was not filled in: \($0)." }
        #expect(probe.notes == (filled == nil ? reasons : [Self.defaulted]))
    }

    @Test(
        arguments: [
            ("nginx.ingress.kubernetes.io/proxy-body-size", nil), ("nginx.ingress.kubernetes.io/ssl-redirect", "alb"),
            ("nginx.ingress.kubernetes.io/canary-weight", "alb"),
        ] as [(String, String?)]
    )
    func anAnnotationOfNginxSpeaksAgainstItUnlessWeReadItToo(_ key: String, _ filled: String?) throws {
        var ingress = Self.annotated
        ingress.annotations.append((key, "1"))
        let probe = try MutationProbe(ingress.json, .make("{}", [ClusterText.alb, ClusterText.nginx]))
        #expect(probe.className == filled)
    }

    @Test(
        arguments: [
            ([ClusterText.alb, ClusterText.ingressClass("internal", isDefault: true)], "internal"),
            (
                [
                    ClusterText.ingressClass("old", isDefault: true),
                    ClusterText.ingressClass("new", isDefault: true, created: "2026-02-01T00:00:00Z"),
                ], "new"
            ),
            ([ClusterText.ingressClass("b", isDefault: true), ClusterText.ingressClass("a", isDefault: true)], "a"),
            (
                [
                    ClusterText.alb,
                    ClusterText.ingressClass("nginx", controller: "k8s.io/ingress-nginx", isDefault: true),
                ], nil
            ),
        ] as [([String], String?)]
    )
    func aDefaultClassIsPickedAsTheAPIServerPicksIt(_ objects: [String], _ filled: String?) throws {
        let probe = try MutationProbe(Self.classless.json, .make("{}", objects))
        #expect(probe.className == filled)
        guard filled == nil else { return }
        let why =
            "[M1] spec.ingressClassName was not filled in: the default IngressClass is \"nginx\", which is not ALB's."
        #expect(probe.notes == [why])
    }

    @Test(
        arguments: [
            (#","labels":{"alb-admission/default-class":"internal"}"#, "internal"),
            (#","annotations":{"alb-admission/default-class":"internal"}"#, "internal"),
            (#","labels":{"alb-admission/default-class":""}"#, "alb"),
            (#","labels":{"alb-admission/skip":"true"}"#, nil),
            (#","annotations":{"alb-admission/skip":"true"}"#, nil),
            (#","labels":{"alb-admission/skip":"false"}"#, "alb"),
        ] as [(String, String?)]
    )
    func theNamespaceHasASay(_ metadata: String, _ filled: String?) throws {
        let objects = [
            ClusterText.alb, ClusterText.ingressClass("internal"), ClusterText.namespace(metadata: metadata),
        ]
        #expect(try MutationProbe(Self.classless.json, .make("{}", objects)).className == filled)
    }

    /// A label that nobody could read has no say, and somebody may wait for it.
    @Test func anUnknownNamespaceIsSaid() throws {
        #expect(try MutationProbe(Self.classless.json, .make()).tellsOfUnreadLabels)
        #expect(
            try MutationProbe(Self.classless.json, .make("{}", [ClusterText.namespace("other")])).tellsOfUnreadLabels
        )
        #expect(try !MutationProbe(Self.classless.json, .make("{}", [ClusterText.namespace()])).tellsOfUnreadLabels)
        #expect(try !MutationProbe(IngressText().json, .make()).tellsOfUnreadLabels)
    }

    @Test(arguments: [
        IngressText { $0.className = "nginx" },
        IngressText { $0.className = "does-not-exist" },
        IngressText {
            $0.className = nil
            $0.annotations = [("kubernetes.io/ingress.class", "nginx")]
        },
        IngressText {
            $0.className = nil
            $0.annotations = [("kubernetes.io/ingress.class", "")]
        },
        IngressText {
            $0.className = nil
            $0.annotations = [("alb-admission/skip", "true")]
        },
        IngressText {
            $0.className = nil
            $0.labels = [("alb-admission/skip", "true")]
        },
    ])
    func whatIsSaidIsLeftAlone(_ ingress: IngressText) throws {
        for objects in [[], [ClusterText.alb]] {
            let probe = try MutationProbe(
                ingress.json,
                .make(#"{"defaulting":{"ingressClass":{"mode":"always"}}}"#, objects)
            )
            #expect(probe.className == nil && probe.notes.isEmpty)
        }
    }
}
