import ALBController
import JSON
import Kubernetes
import TestSupport
import Testing

/// Views read what has the right shape and report the rest; absent and null are the same.
struct ObjectViewTests {
    @Test func readsAnIngress() throws {
        let ingress = try Self.ingress(
            #"""
            {"metadata": {"name": "web", "namespace": "shop", "annotations": {"a": "1", "b": null}, "labels": null},
             "spec": {"ingressClassName": "alb", "defaultBackend": {"resource": {"kind": "Bucket", "name": "x"}},
              "tls": [{"hosts": ["a.example.com", null], "secretName": "s"}, null],
              "rules": [{"host": "a.example.com", "http": {"paths": [
               {"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "web", "port": {"number": 80}}}},
               {"pathType": "Exact", "backend": {"service": {"name": "api", "port": {"name": "http"}}}}]}}, {}]}}
            """#
        )
        #expect(ingress.shape.isSound)
        #expect(ingress.metadata.name == "web")
        #expect(ingress.metadata.annotations["a" as String] == "1")
        #expect(ingress.metadata.annotations["b" as String] == "")
        #expect(ingress.ingressClassName == "alb")
        #expect(ingress.defaultBackend?.hasResource == true)
        #expect(ingress.tls.map(\.secretName) == ["s", ""])
        #expect(ingress.tls.map(\.hosts) == [["a.example.com", ""], []])
        #expect(ingress.rules.map(\.host) == ["a.example.com", ""])
        #expect(ingress.rules.map(\.hasHTTP) == [true, false])
        #expect(ingress.paths.map(\.path) == ["/", ""])
        #expect(ingress.paths.map { $0.backend?.port } == [.number(80), .name("http")])
    }

    @Test func readsTheBackendsOfV1Beta1() throws {
        let ingress = try Self.ingress(
            #"""
            {"spec": {"rules": [{"http": {"paths": [
             {"backend": {"serviceName": "a", "servicePort": 80}},
             {"backend": {"serviceName": "b", "servicePort": "http"}},
             {"backend": {"serviceName": "c"}}]}}]}}
            """#
        )
        #expect(ingress.paths.map { $0.backend?.serviceName } == ["a", "b", "c"])
        #expect(ingress.paths.map { $0.backend?.port } == [.number(80), .name("http"), IngressBackendPort.none])
        #expect(ingress.shape.isSound)
    }

    @Test(.namesItsCase) func reportsAWrongShapeOfAnIngress() {
        forEachCase(
            of: [
                (#"{"metadata": []}"#, "metadata: a list for an object"),
                (#"{"metadata": {"name": 1}}"#, "metadata.name: a number for a string"),
                (#"{"metadata": {"annotations": [1]}}"#, "metadata.annotations: a list for an object"),
                (#"{"metadata": {"annotations": {"a": 1}}}"#, "metadata.annotations.a: a number for a string"),
                (#"{"metadata": {"labels": {"a/b": {}}}}"#, #"metadata.labels["a/b"]: an object for a string"#),
                (#"{"spec": "x"}"#, "spec: a string for an object"),
                (#"{"spec": {"ingressClassName": true}}"#, "spec.ingressClassName: a boolean for a string"),
                (#"{"spec": {"tls": {}}}"#, "spec.tls: an object for a list"),
                (#"{"spec": {"tls": ["x"]}}"#, "spec.tls[0]: a string for an object"),
                (#"{"spec": {"tls": [{"hosts": "x"}]}}"#, "spec.tls[0].hosts: a string for a list"),
                (#"{"spec": {"tls": [{"hosts": ["x", 1]}]}}"#, "spec.tls[0].hosts[1]: a number for a string"),
                (#"{"spec": {"rules": {"host": "x"}}}"#, "spec.rules: an object for a list"),
                (#"{"spec": {"rules": [{}, 1]}}"#, "spec.rules[1]: a number for an object"),
                (#"{"spec": {"rules": [{"http": []}]}}"#, "spec.rules[0].http: a list for an object"),
                (#"{"spec": {"rules": [{"http": {"paths": {}}}]}}"#, "spec.rules[0].http.paths: an object for a list"),
                (
                    #"{"spec": {"rules": [{"http": {"paths": [[]]}}]}}"#,
                    "spec.rules[0].http.paths[0]: a list for an object"
                ),
                (
                    #"{"spec": {"rules": [{"http": {"paths": [{"path": 1}]}}]}}"#,
                    "spec.rules[0].http.paths[0].path: a number for a string"
                ),
                (
                    #"{"spec": {"defaultBackend": {"service": {"name": "a", "port": {"number": "80"}}}}}"#,
                    "spec.defaultBackend.service.port.number: a string for an integer"
                ),
                (
                    #"{"spec": {"defaultBackend": {"service": {"name": "a", "port": {"number": 80.0}}}}}"#,
                    "spec.defaultBackend.service.port.number: a number for an integer"
                ),
                (
                    #"{"spec": {"defaultBackend": {"service": {"name": "a", "port": {"number": 2147483648}}}}}"#,
                    "spec.defaultBackend.service.port.number: a number for an integer"
                ),
                (#"{"spec": {"defaultBackend": []}}"#, "spec.defaultBackend: a list for an object"),
                (
                    #"{"spec": {"defaultBackend": {"service": 1}}}"#,
                    "spec.defaultBackend.service: a number for an object"
                ),
            ] as [(String, String)]
        ) { (text, problem) throws in
            #expect(try Self.ingress(text).shape.problems.map(Self.describe) == [problem])
        }
    }

    @Test(
        arguments: [
            (#"{"spec": {"ports": {}}}"#, "spec.ports: an object for a list"),
            (#"{"spec": {"ports": [1]}}"#, "spec.ports[0]: a number for an object"),
            (#"{"spec": {"ports": [{"port": "80"}]}}"#, "spec.ports[0].port: a string for an integer"),
            (#"{"spec": {"selector": []}}"#, "spec.selector: a list for an object"),
            (#"{"spec": {"type": 1}}"#, "spec.type: a number for a string"),
        ] as [(String, String)]
    )
    func reportsAWrongShapeOfAService(_ text: String, _ problem: String) throws {
        let document = try JSONDocument(parsing: Array(text.utf8))
        #expect(Service(document, document.root).shape.problems.map(Self.describe) == [problem])
    }

    @Test func readsAService() throws {
        let text =
            #"{"spec":{"type":"","clusterIP":"None","selector":{"a":"b"},"ports":[null,{"port":80},{"name":"x"}]}}"#
        let document = try JSONDocument(parsing: Array(text.utf8))
        let service = Service(document, document.root)
        #expect(service.type == "ClusterIP")
        #expect(service.clusterIP == "None")
        #expect(service.hasSelector)
        #expect(service.ports.map { "\($0.name):\($0.port)" } == [":80", "x:0"])
    }

    @Test(
        arguments: [
            (#"{"data":{"tls.crt":"YQ==","tls.key":"Yg=="}}"#, true),
            (#"{"data":{"tls.crt":"YQ==","tls.key":"not base64"}}"#, false),
            (#"{"data":{"tls.crt":"YQ==","tls.key":""}}"#, false),
            (#"{"data":{"tls.crt":"YQ=="},"stringData":{"tls.key":"b"}}"#, true),
            (#"{"data":[],"stringData":7}"#, false),
            ("{}", false),
        ] as [(String, Bool)]
    )
    func aSecretHasAPairOnlyWithBothParts(_ text: String, _ has: Bool) throws {
        let document = try JSONDocument(parsing: Array(text.utf8))
        #expect(Secret(document, document.root).hasTLSPair == has)
    }

    @Test func readsAnIngressClass() throws {
        let text =
            #"{"metadata":{"annotations":{"ingressclass.kubernetes.io/is-default-class":"true"}},"#
            + #""spec":{"controller":"c","parameters":{"apiGroup":"g","kind":"AlbConfig","name":"alb"}}}"#
        let document = try JSONDocument(parsing: Array(text.utf8))
        let ingressClass = IngressClass(document, document.root)
        #expect(ingressClass.isDefault)
        #expect(ingressClass.controller == "c")
        #expect(ingressClass.parameters?.name == "alb")
    }

    private static func ingress(_ text: String) throws -> Ingress {
        let document = try JSONDocument(parsing: Array(text.utf8))
        return Ingress(document, document.root)
    }

    private static func describe(_ problem: ShapeProblem) -> String {
        "\(problem.path): \(problem.found) for \(problem.expected.rawValue)"
    }
}
