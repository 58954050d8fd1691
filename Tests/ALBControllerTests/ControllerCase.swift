import ALBController
import FoundationEssentials
import JSON
import Kubernetes
import Testing

/// What the real controller did with some objects: one entry of `Tests/ControllerCases/controller-cases.json`.
struct ControllerCase: Sendable {
    let name: String
    let value: JSONValue

    var group: String { String(name.prefix { $0 != "/" }) }
    var verdict: String { value["verdict"]?.string ?? "" }
    var stage: String { value["stage"]?.string ?? "" }
    var result: JSONValue? { value["result"] }

    static let all: [ControllerCase] = {
        let here = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = here.appending(path: "ControllerCases/controller-cases.json")
        guard let data = try? Data(contentsOf: file), let document = try? JSONDocument(parsing: Array(data)) else {
            return []
        }
        return document.value.elements.map { ControllerCase(name: $0["name"]?.string ?? "", value: $0) }
    }()

    static let accepted = all.filter { $0.verdict == "accepts" }

    /// Everything of the cluster is known.
    var resolver: ClassResolver {
        var objects = ClusterSnapshot.Builder()
        for object in value["objects"]?.elements ?? [] { objects.add(object.document, object.node) }
        objects.knownKinds = Set(ObjectKind.allCases)
        return ClassResolver(
            profile: .lbc,
            classNames: ["alb"],
            controllers: ["ingress.k8s.alibabacloud/alb"],
            snapshot: ClusterSnapshot(objects)
        )
    }

    /// The models of all AlbConfigs, in the order of their names.
    func models() -> [RoutingModel] {
        let resolver = resolver
        return resolver.snapshot.albConfigs.values.sorted { $0.metadata.name < $1.metadata.name }
            .map { RoutingModel($0, resolver: resolver) }
    }
}

extension ControllerCase: CustomTestStringConvertible {
    var testDescription: String { name }
}
