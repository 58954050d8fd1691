import ALBController
import Admission
import Kubernetes
import Rules
import TestSupport
import Testing

/// However many objects a rule looks at, a few are named that are enough for a denial, or it is said that they are not.
struct RelianceLimitTests {
    private static func service(_ name: String, port: Int) -> String {
        """
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"\(name)","namespace":"shop"},
         "spec":{"type":"NodePort","selector":{"app":"x"},"ports":[{"port":\(port)}]}}
        """
    }

    /// An Ingress with a backend for each of so many Services, in their own rules.
    private static func ingress(_ count: Int) -> String {
        let rules = (0..<count).map { index in
            """
            {"host":"h\(index).example.com","http":{"paths":[{"path":"/","pathType":"Prefix",
             "backend":{"service":{"name":"s\(index)","port":{"number":80}}}}]}}
            """
        }
        return """
            {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web","namespace":"shop"},
             "spec":{"ingressClassName":"alb","rules":[\(rules.joined(separator: ","))]}}
            """
    }

    /// What a creation is denied for beside these Services.
    private static func reliance(_ services: [String], _ json: String) throws -> (Verdict, Reliance) {
        let objects = [ClusterText.alb, ClusterText.albConfig(listeners: ["80/HTTP"])] + services
        let reviewer = Reviewer(snapshot: try .make(objects, known: Set(ObjectKind.allCases)))
        let request = try ReviewText(object: json).request()
        let verdict = reviewer.validate(request, now: nil)
        return (verdict, try #require(reviewer.reliance(of: verdict, on: request, now: nil)))
    }

    @Test func oneServiceOfManyIsFound() throws {
        let services = (0..<40).map { Self.service("s\($0)", port: $0 == 29 ? 8080 : 80) }
        let (verdict, reliance) = try Self.reliance(services, Self.ingress(40))
        #expect(verdict.denials.count == 1)
        #expect(reliance.isComplete)
        #expect(reliance.objects.contains(ObjectReference(.service, ObjectName("shop", "s29"))))
        #expect(reliance.objects.count <= 3)
    }

    @Test func oneOfManyDenialsIsEnough() throws {
        let services = (0..<40).map { Self.service("s\($0)", port: 8080) }
        let (verdict, reliance) = try Self.reliance(services, Self.ingress(40))
        #expect(verdict.denials.count == 40)
        #expect(reliance.findings.count == 40)
        #expect(reliance.isComplete)
        #expect(reliance.objects.filter { $0.kind == .service }.count == 1)
    }

    /// The search is limited by the bytes that are judged; what is named then is not all.
    @Test func aLargeRequestIsNotSearched() throws {
        let services = (0..<40).map { Self.service("s\($0)", port: 8080) }
        var large = Self.ingress(40)
        large.replace(
            #""name":"web""#,
            with: #""name":"web","labels":{"x":"\#(String(repeating: "x", count: 1 << 20))"}"#
        )
        let (verdict, reliance) = try Self.reliance(services, large)
        #expect(verdict.denials.count == 40)
        #expect(!reliance.isComplete)
        #expect(reliance.objects.count == Reliance.limit)
    }

    @Test func oneUserOfManyIsEnough() throws {
        let users = (0..<100).map { index in
            IngressText {
                $0.name = "web\(index)"
                $0.hosts = ["h\(index).example.com"]
            }.json
        }
        let config = ClusterText.albConfig(listeners: ["80/HTTP"])
        var settings = Settings()
        settings.rules.overrides["ALB615"] = .deny
        let snapshot = try ClusterSnapshot.make([ClusterText.alb, config] + users, known: Set(ObjectKind.allCases))
        let reviewer = Reviewer(settings: settings, snapshot: snapshot)
        let request = try ReviewText("DELETE", oldObject: config).request()
        let verdict = reviewer.validate(request, now: nil)
        let reliance = try #require(reviewer.reliance(of: verdict, on: request, now: nil))
        #expect(verdict.denials.map(\.rule.id) == ["ALB615"])
        #expect(reliance.isComplete)
        #expect(reliance.objects.filter { $0.kind == .ingress }.count <= 3)
    }

    @Test func anObjectThatCannotBeKeptIsNotTakenForMissing() throws {
        let json = IngressText {
            $0.className = "mine"
            $0.annotations = [("alb.ingress.kubernetes.io/order", "1")]
        }.json
        let request = try ReviewText(object: json).request()
        var settings = Settings()
        settings.rules.overrides["ALB201"] = .deny
        let known = try ClusterSnapshot.make([ClusterText.alb], known: Set(ObjectKind.allCases))
        let reviewer = Reviewer(settings: settings, snapshot: known)
        let verdict = reviewer.validate(request, now: nil)
        let reliance = try #require(reviewer.reliance(of: verdict, on: request, now: nil))
        #expect(reliance.objects.contains(ObjectReference(.ingressClass, ObjectName("", "mine"))))
        #expect(reliance.isComplete)
        let name = ObjectName("", "mine")
        let broken = known.applying([.set(.ingressClass, try UnkeptObject.value(name))])
        #expect(broken.unreadable == [ObjectReference(.ingressClass, name)])
        let doubtful = reviewer.following(broken)
        #expect(doubtful.reliance(of: verdict, on: request, now: nil)?.isComplete == false)
    }

    @Test func nothingRestsOnNothing() throws {
        let json = IngressText { $0.path = "/x*" }.json
        let request = try ReviewText(object: json).request()
        let objects = [ClusterText.alb, ClusterText.albConfig(listeners: ["80/HTTP"])]
        for reviewer in [Reviewer(), Reviewer(snapshot: try .make(objects, known: [.service]))] {
            let verdict = reviewer.validate(request, now: nil)
            #expect(!verdict.isAllowed)
            #expect(reviewer.reliance(of: verdict, on: request, now: nil) == nil)
        }
    }

    /// The class of the Ingress is known to be ALB's from the cluster only; what its path breaks does not rest on that.
    @Test func theOwnClassIsNotRestedOn() throws {
        let json = IngressText {
            $0.className = "mine"
            $0.path = "/x*"
        }.json
        let request = try ReviewText(object: json).request()
        let reviewer = Reviewer(snapshot: try .make([ClusterText.ingressClass("mine")]))
        let verdict = reviewer.validate(request, now: nil)
        #expect(!verdict.isAllowed)
        #expect(reviewer.reliance(of: verdict, on: request, now: nil) == nil)
    }
}
