/// Everything that is said about a mutation: what it adds, when it adds nothing, and how to set it.
package struct MutationDescription: Sendable {
    /// Such as `M1`.
    package let id: String
    package let name: String
    /// One sentence about what is filled in.
    package let summary: String
    package let effect: String
    /// When nothing is filled in.
    package let exceptions: [String]
    package let example: String
    /// The members of the configuration file and what they do.
    package let settings: [(value: String, meaning: String)]
    package let sources: [String]

    package static let all = [ingressClass, listenPorts]

    /// By id or name, without regard to case.
    package static func named(_ text: String) -> MutationDescription? {
        let wanted = text.lowercased()
        return all.first { $0.id.lowercased() == wanted || $0.name == wanted }
    }

    private static let ingressClass = MutationDescription(
        id: DefaultIngressClass.id,
        name: "default-ingress-class",
        summary: "A new Ingress without a class gets spec.ingressClassName.",
        effect: "Every ALB controller ignores an Ingress without a class, so it would be stored and never served.",
        exceptions: [
            "the Ingress has a class, or the annotation kubernetes.io/ingress.class with any value",
            "a key is nearly that annotation (kubernetes.io/ingressClass): the warning names it",
            "it has annotations of another controller (nginx, Higress, Traefik, AWS, ...) and none of ALB's",
            "the known IngressClasses do not have the class, or it belongs to another controller",
            "they have classes of other controllers too, and the Ingress has no annotation of ALB's",
            "with the class the Ingress would be refused: the warning says why",
            "the object or its Namespace has the label or annotation alb-admission/skip: \"true\"",
        ],
        example: "spec: {rules: [{host: shop.example.com, ...}]}   # gets ingressClassName: alb",
        settings: [
            (
                "defaulting.ingressClass.name",
                "the class, \"alb\"; a Namespace's alb-admission/default-class goes first"
            ),
            ("defaulting.ingressClass.mode", "\"auto\"; \"annotated\": only beside annotations of ALB's"),
            ("", "\"always\": whatever the exceptions say; \"off\""),
        ],
        sources: [
            "alibaba/alibaba-load-balancer-controller: pkg/controller/ingress/reconcile/store/common.go, IsValid"
        ]
    )

    private static let listenPorts = MutationDescription(
        id: DefaultListenPorts.id,
        name: "default-listen-ports",
        summary: "A new ALB Ingress with spec.tls or a redirect gets the annotation listen-ports.",
        effect: "Without it hosts in spec.tls are served on 443 only and all others on 80 only, letter by letter.",
        exceptions: [
            "the annotation is there, with whatever value; nothing that is written is changed",
            "the Ingress is a canary, or has neither spec.tls nor a redirect",
            "its annotations are those of the AWS controller",
            "the AlbConfig is known and has no HTTPS listener on 443",
            "spec.tls names no hosts, and no certificate for 443 is certain",
            "with the annotation the Ingress would be refused",
            "the object or its Namespace has the label or annotation alb-admission/skip: \"true\"",
        ],
        example: #"alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 443}]'   # is added"#,
        settings: [
            ("defaulting.listenPorts.mode", "\"seed\": 80 and 443 as far as the AlbConfig has them"),
            ("", "\"safe\": only where nothing becomes reachable in clear text; \"off\""),
        ],
        sources: [
            "alibaba/alibaba-load-balancer-controller: "
                + "pkg/controller/ingress/reconcile/builder/albconfig_manager/model_builder.go",
            "https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/"
                + "advanced-alb-ingress-configurations",
        ]
    )
}
