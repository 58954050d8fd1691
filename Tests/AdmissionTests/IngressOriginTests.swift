import Admission
import Rules
import TestSupport
import Testing

/// Whose an Ingress without a class is, told from its annotations; M1 fills in nothing where it is not ALB's.
struct IngressOriginTests {
    private static func probe(
        _ annotations: [(String, String)],
        _ settings: String = "{}",
        labels: [(String, String)] = []
    )
        throws -> MutationProbe
    {
        let ingress = IngressText {
            $0.className = nil
            $0.annotations = annotations
            $0.labels = labels
        }
        return try MutationProbe(ingress.json, .make(settings))
    }

    @Test(arguments: [
        "kubernetes.io/ingress-class", "kubernetes.io/ingressClass", "kubernetes.io.ingress.class",
        "kubernetes.io/ingress_class", "kubernetes.io/ingress.clas", "kubernetes.io/ingressClassName",
        "kubernetes.io/ingress.class.name", "Kubernetes.io/Ingress.Class", "kuberentes.io/ingress.class",
        "kubernets.io/ingress.class", "k8s.io/ingress.class", "networking.k8s.io/ingress.class",
        "networking.k8s.io/ingressClassName", "ingress.kubernetes.io/class", "ingress.kubernetes.io/ingress.class",
        "alb.ingress.kubernetes.io/ingress.class", "alb.ingress.kubernetes.io/ingress-class",
        "nginx.ingress.kubernetes.io/ingress.class", "ingress.class", "ingressClassName", "ingress-class",
        "spec.ingressClassName", "kubernetes.io/ingres.class", "kubernetes.io/ingress.calss",
    ])
    func aMisspeltClassKeyIsNamed(_ key: String) throws {
        let probe = try Self.probe([(key, "internal"), ("alb.ingress.kubernetes.io/order", "5")])
        #expect(probe.className == nil && probe.notes.count == 1)
        #expect(probe.notes.first?.contains("annotation \"\(key)\" is not what names a class") == true)
        #expect(probe.notes.first?.contains("Fix: write spec.ingressClassName: internal") == true)
        #expect(
            try Self.probe([(key, "internal")], #"{"defaulting":{"ingressClass":{"mode":"always"}}}"#).className
                == "alb"
        )
    }

    @Test func theKeyAmongTheLabelsIsNamed() throws {
        let probe = try Self.probe([], labels: [("kubernetes.io/ingress.class", "internal")])
        #expect(probe.className == nil)
        #expect(probe.notes.first?.contains("label \"kubernetes.io/ingress.class\"") == true)
    }

    @Test(arguments: [
        "acme.cert-manager.io/http01-ingress-class", "acme.cert-manager.io/http01-edit-in-place",
        "kubectl.kubernetes.io/last-applied-configuration", "example.com/ingress-class", "kubernetes.io/description",
        "ingressclass.kubernetes.io/is-default-class", "kubernetes.io/ingress.provider", "app.kubernetes.io/part-of",
        "meta.helm.sh/release-name", "ingress-cost", "alb.ingress.kubernetes.io/order",
        "field.cattle.io/publicEndpoints",
        "external-dns.alpha.kubernetes.io/hostname", "alb.ingress.kubernetes.io/listen-ports",
    ])
    func otherKeysAreNeutral(_ key: String) throws {
        let value = key.hasSuffix("listen-ports") ? #"[{"HTTP": 80}]"# : "5"
        #expect(try Self.probe([(key, value)]).className == "alb")
    }

    @Test(arguments: [
        "nginx.ingress.kubernetes.io/rewrite-target", "nginx.ingress.kubernetes.io/canary", "nginx.org/rewrites",
        "higress.io/destination", "mse.ingress.kubernetes.io/service-subset",
        "traefik.ingress.kubernetes.io/router.tls",
        "haproxy.org/path-rewrite", "haproxy-ingress.github.io/affinity", "konghq.com/strip-path",
        "projectcontour.io/websocket-routes", "appgw.ingress.kubernetes.io/ssl-redirect",
        "ingress.kubernetes.io/rewrite",
        "kubernetes.io/ingress.global-static-ip-name", "alb.ingress.kubernetes.io/scheme",
        "alb.ingress.kubernetes.io/certificate-arn", "alb.ingress.kubernetes.io/auth-type",
    ])
    func whatAnotherControllerReadsIsLeftToIt(_ key: String) throws {
        let probe = try Self.probe([(key, "x")])
        #expect(probe.className == nil && probe.notes.count == 1)
        #expect(probe.notes.first?.contains("annotation \"\(key)\" belongs to another ingress controller") == true)
        let both = try Self.probe([(key, "x"), ("alb.ingress.kubernetes.io/order", "5")])
        #expect(both.className == "alb")
    }

    /// Both controllers read these, so beside a key of AWS they do not make it ALB's.
    @Test func sharedKeysDoNotTell() throws {
        let shared = [
            ("alb.ingress.kubernetes.io/listen-ports", #"[{"HTTP": 80}]"#),
            ("alb.ingress.kubernetes.io/healthcheck-path", "/"),
        ]
        #expect(try Self.probe(shared).className == "alb")
        #expect(try Self.probe(shared + [("alb.ingress.kubernetes.io/target-type", "ip")]).className == nil)
    }

    /// Nor do they get ports under a class that both controllers may call alb.
    @Test func portsOfAnAWSManifestAreLeftAlone() throws {
        func ports(_ keys: [String]) throws -> String? {
            let ingress = IngressText {
                $0.annotations = keys.map { ("alb.ingress.kubernetes.io/\($0)", "x") }
                $0.tls = [IngressText.tls(["a.example.com"])]
            }
            return try MutationProbe(ingress.json, .make()).listenPorts
        }
        #expect(try ports(["scheme", "target-type", "healthcheck-path"]) == nil)
        #expect(try ports(["scheme", "backend-scheduler"]) != nil)
        #expect(try ports(["healthcheck-path"]) != nil)
    }

    /// Every HTTP-01 solver of cert-manager has it, whatever the controller.
    @Test func theOpenListOfASolverDoesNotTell() throws {
        let key = "nginx.ingress.kubernetes.io/whitelist-source-range"
        #expect(try Self.probe([(key, "0.0.0.0/0,::/0")]).className == "alb")
        #expect(try Self.probe([(key, "10.0.0.0/8")]).className == nil)
    }

    /// One fault, one finding: where the mutation names the key, the rule has nothing to add.
    @Test func theRuleDoesNotSayItAgain() throws {
        let ingress = IngressText {
            $0.className = nil
            $0.annotations = [("kubernetes.io/ingress-class", "x"), ("alb.ingress.kubernetes.io/order", "5")]
        }
        let verdict = try Reviewer().verdict(on: ReviewText(object: ingress.json).request(), as: .both, now: nil)
        #expect(verdict.findings.isEmpty && verdict.mutation?.notes.count == 1)
    }
}
