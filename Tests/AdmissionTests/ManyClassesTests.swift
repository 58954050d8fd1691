import ALBController
import Admission
import JSON
import Kubernetes
import Rules
import Testing

/// What is said of IngressClasses does not depend on how many there are.
struct ManyClassesTests {
    private func snapshot(_ classes: [String]) throws -> ClusterSnapshot {
        var objects = ClusterSnapshot.Builder()
        objects.knownKinds = Set(ObjectKind.allCases)
        for text in classes {
            let document = try JSONDocument(parsing: Array(text.utf8))
            objects.add(document, document.root)
        }
        return ClusterSnapshot(objects)
    }

    private func ingressClass(_ name: String, _ controller: String, isDefault: Bool = false) -> String {
        let annotation = isDefault ? #""ingressclass.kubernetes.io/is-default-class": "true""# : ""
        return """
            {"apiVersion": "networking.k8s.io/v1", "kind": "IngressClass",
             "metadata": {"name": "\(name)", "annotations": {\(annotation)}}, "spec": {"controller": "\(controller)",
             "parameters": {"apiGroup": "alibabacloud.com", "kind": "AlbConfig", "name": "alb"}}}
            """
    }

    private func findings(
        _ operation: String,
        _ kind: String,
        _ object: String,
        _ snapshot: ClusterSnapshot
    ) throws -> [Finding] {
        let group = kind == "AlbConfig" ? "alibabacloud.com" : "networking.k8s.io"
        let review = """
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "u",
             "kind": {"group": "\(group)", "version": "v1", "kind": "\(kind)"}, "operation": "\(operation)",
             "\(operation == "DELETE" ? "oldObject" : "object")": \(object)}}
            """
        let request = try AdmissionReviewDecoder.decode(Array(review.utf8))
        return Reviewer(snapshot: snapshot).validate(request).findings
    }

    @Test(arguments: [10, 70, 700])
    func theOneClassOfALBThatUsesAnAlbConfigIsFound(_ others: Int) throws {
        let foreign = (0..<others).map { ingressClass("a\($0)", "k8s.io/ingress-nginx") }
        let config =
            #"{"apiVersion": "alibabacloud.com/v1", "kind": "AlbConfig", "metadata": {"name": "alb"}, "spec": {"config": {}}}"#
        let snapshot = try snapshot(foreign + [ingressClass("z", "ingress.k8s.alibabacloud/alb"), config])
        let found = try findings("DELETE", "AlbConfig", config, snapshot)
        #expect(found.contains { $0.rule.id == "ALB615" && $0.problem.contains("\"z\"") }, "\(found.map(\.message))")
    }

    @Test(arguments: [10, 70, 700])
    func theOneDefaultClassOfALBIsFound(_ others: Int) throws {
        let foreign = (0..<others).map { ingressClass("a\($0)", "k8s.io/ingress-nginx", isDefault: true) }
        let snapshot = try snapshot(foreign + [ingressClass("z", "ingress.k8s.alibabacloud/alb", isDefault: true)])
        let new = ingressClass("new", "k8s.io/ingress-nginx", isDefault: true)
        let found = try findings("CREATE", "IngressClass", new, snapshot)
        #expect(found.contains { $0.rule.id == "ALB212" }, "\(found.map(\.message))")
    }
}
