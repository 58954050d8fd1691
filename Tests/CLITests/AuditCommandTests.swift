import CLI
import JSON
import TestSupport
import Testing

/// `audit` over an API server and over files.
struct AuditCommandTests {
    private func audit(
        _ cluster: AuditedCluster,
        _ flags: String...,
        folder: TemporaryFolder? = nil,
        onTerminal: Bool = false
    ) -> CommandRun {
        CommandRun(["audit", "--kube-api", cluster.url] + flags, folder: folder, onTerminal: onTerminal)
    }

    @Test("what exists is judged, each object by its name in the cluster, and counted by namespace")
    func text() throws {
        let run = audit(try AuditedCluster())
        #expect(run.code == .denied, "\(run)")
        #expect(run.out.contains("ingresses/team-a/web: 1 denial\n"), "\(run)")
        #expect(run.out.contains("ingresses/team-a/web: deny ALB401 exact-path-wildcard, Ingress team-a/web\n"))
        #expect(!run.out.contains(" | "))
        #expect(
            run.out.hasSuffix(
                """
                namespace  objects  denials  warnings
                team-a           3        1         0
                team-b           2        1         0
                nothing found in 1 other namespace

                """
            ),
            "\(run)"
        )
        #expect(run.err.hasSuffix("12 objects: 2 denials, 0 warnings\n"), "\(run)")
    }

    @Test("each kind is listed once, and nothing is watched")
    func once() throws {
        let cluster = try AuditedCluster()
        _ = audit(cluster, "--kube-secrets")
        #expect(
            cluster.requests == [
                "/api/v1/namespaces", "/api/v1/secrets", "/api/v1/services",
                "/apis/alibabacloud.com/v1/albconfigs", "/apis/apps/v1/namespaces/kube-system/daemonsets",
                "/apis/networking.k8s.io/v1/ingressclasses", "/apis/networking.k8s.io/v1/ingresses",
            ]
        )
        #expect(cluster.server.requests.allSatisfy { $0.value("watch") == nil })
    }

    @Test("json has names without lines, and all namespaces")
    func json() throws {
        let run = audit(try AuditedCluster(), "-o", "json")
        let report = try JSONDocument(parsing: Array(run.out.utf8)).value
        let location = try #require(report["findings"]?.elements.first?["location"])
        #expect(location.text == #"{"file":"ingresses/team-a/web"}"#)
        let namespaces = report["summary"]?["namespaces"]?.elements.map(\.text)
        #expect(
            namespaces == [
                #"{"namespace":"","objects":5,"denials":0,"warnings":0}"#,
                #"{"namespace":"team-a","objects":3,"denials":1,"warnings":0}"#,
                #"{"namespace":"team-b","objects":2,"denials":1,"warnings":0}"#,
                #"{"namespace":"team-c","objects":2,"denials":0,"warnings":0}"#,
            ]
        )
        #expect(report["summary"]?["files"]?.integer == 0)
    }

    @Test("no format names a file that is not there")
    func formats() throws {
        let cluster = try AuditedCluster()
        let sarif = try JSONDocument(parsing: Array(audit(cluster, "-o", "sarif").out.utf8)).value
        let result = try #require(sarif["runs"]?.elements.first?["results"]?.elements.first)
        let place = try #require(result["locations"]?.elements.first)
        #expect(place["physicalLocation"] == nil)
        #expect(
            place["logicalLocations"]?.elements.first?["fullyQualifiedName"]?.string
                == "networking.k8s.io/v1/Ingress/team-a/web"
        )
        let gitHub = audit(cluster, "-o", "github").out
        #expect(gitHub.hasPrefix("::error title=ALB401 exact-path-wildcard::ingresses/team-a/web: "), "\(gitHub)")
        let gitLab = audit(cluster, "-o", "gitlab").out
        #expect(gitLab.contains(#""location":{"path":"ingresses/team-a/web","lines":{"begin":1}}"#), "\(gitLab)")
        let junit = audit(cluster, "-o", "junit").out
        #expect(junit.contains(#"<testsuite name="ingresses/team-a/web""#), "\(junit)")
        #expect(junit.contains("ingresses/team-a/web: deny: [ALB401]"), "\(junit)")
    }

    @Test("a cluster in which nothing is wrong, or nothing is, is clean in every format")
    func clean() throws {
        let cluster = try AuditedCluster([:])
        let run = audit(cluster)
        #expect(run == CommandRun(err: "0 objects: 0 denials, 0 warnings\n", .clean), "\(run)")
        var answers = AuditedCluster.sample
        answers["ingresses"] = .objects([AuditedCluster.ingress("good", in: "team-a", path: "/")])
        let junit = audit(try AuditedCluster(answers), "-o", "junit")
        #expect(junit.code == .clean && junit.out.contains(#"tests="1" failures="0""#), "\(junit)")
    }

    @Test("a kind that is forbidden or not there is said, and the rest is answered")
    func parts() throws {
        for (name, answer, code, text) in [
            (
                "services", AuditedCluster.forbidden, ExitCode.denied,
                "forbidden: no list for the user robot; rules that"
            ),
            ("albconfigs", AuditedCluster.unknown, .denied, "the API server has no such kind; rules that need it say"),
            ("albconfigs", AuditedCluster.forbidden, .unreadable, "cannot be read: forbidden: no list"),
            (
                "namespaces", .status(418, reason: "Tea", message: "tea"), .denied,
                "cannot be read: HTTP status 418: tea"
            ),
        ] {
            var answers = AuditedCluster.sample
            answers[name] = answer
            let run = audit(try AuditedCluster(answers))
            #expect(run.code == code, "\(name) \(run)")
            #expect(run.err.contains("alb-admission: \(name): \(text)") || run.err.contains(text), "\(name) \(run)")
            #expect(run.out.contains("ALB401"), "\(name) \(run)")
        }
        var answers = AuditedCluster.sample
        answers["ingresses"] = AuditedCluster.forbidden
        let run = audit(try AuditedCluster(answers))
        #expect(run.code == .unreadable && run.err.contains("ingresses: cannot be read: forbidden"), "\(run)")
    }

    @Test("an Ingress of an old API server is read at its old version")
    func oldVersion() throws {
        let ingress =
            #"{"metadata":{"name":"a","namespace":"b","uid":"c"},"spec":{"ingressClassName":"alb","rules":[{"http":{"#
            + #""paths":[{"path":"/x/*","pathType":"Exact","backend":{"serviceName":"s","servicePort":80}}]}}]}}"#
        let ingressClass = #"{"metadata":{"name":"alb"},"spec":{"controller":"ingress.k8s.alibabacloud/alb"}}"#
        let old = try ScriptedServer { request, peer in
            guard !request.path.hasPrefix("/apis/networking.k8s.io/v1/") else {
                return peer.answer(404, "404 page not found\n")
            }
            var items = ""
            if request.path == "/apis/networking.k8s.io/v1beta1/ingresses" { items = ingress }
            if request.path == "/apis/networking.k8s.io/v1beta1/ingressclasses" { items = ingressClass }
            peer.answer(200, #"{"metadata":{"resourceVersion":"7"},"items":[\#(items)]}"#)
        }
        defer { old.stop() }
        let run = CommandRun(["audit", "--kube-api", "http://\(old.address)", "-o", "json"])
        #expect(run.out.contains(#""apiVersion":"networking.k8s.io/v1beta1""#), "\(run)")
        #expect(run.out.contains("ALB401"), "\(run)")
    }

    @Test("a server that nobody can read is one problem")
    func nothing() throws {
        let refused = audit(try AuditedCluster(allows: { _ in false }))
        #expect(refused.code == .unreadable)
        #expect(refused.err.contains(": forbidden: Unauthorized\n"), "\(refused)")
        #expect(refused.err.split(separator: "\n").count == 2, "\(refused)")
        let run = CommandRun(["audit", "--kube-api", "http://127.0.0.1:1"])
        #expect(run.code == .unreadable && run.err.contains("http://127.0.0.1:1: unreachable: "), "\(run)")
        #expect(run.err.split(separator: "\n").count == 2, "\(run)")
    }

    @Test("files are judged as they are stored: nothing is filled in")
    func files() throws {
        let manifest = """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: web, namespace: team-a}
            spec:
              defaultBackend: {service: {name: web, port: {number: 80}}}

            """
        let folder = try TemporaryFolder(["web.yaml": manifest])
        let checked = CommandRun(["check", folder.file("web.yaml")], folder: folder)
        #expect(checked.err.contains("1 object would get defaults"), "\(checked)")
        let audited = CommandRun(["audit", folder.file("web.yaml")], folder: folder)
        #expect(!audited.err.contains("defaults") && audited.err.contains("1 file, 1 object: "), "\(audited)")
    }

    @Test("a baseline keeps quiet what is known, in the counts too")
    func baseline() throws {
        let folder = try TemporaryFolder()
        let cluster = try AuditedCluster()
        let path = folder.file("baseline.json")
        #expect(audit(cluster, "--baseline", path, "--write-baseline").code == .clean)
        let run = audit(cluster, "--baseline", path, "-o", "json")
        #expect(run.code == .clean && run.out.contains(#""namespace":"team-a","objects":3,"denials":0"#), "\(run)")
    }
}
