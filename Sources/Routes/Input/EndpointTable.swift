import ALBController
package import JSON

/// How many addresses stand behind Services, from Endpoints and EndpointSlices.
package struct EndpointTable: Sendable {
    private var slices: [ObjectName: Int] = [:]
    private var endpoints: [ObjectName: Int] = [:]
    /// All that a cluster has are there: a Service without any has none.
    package var isComplete = false

    package static let kinds: Set<String> = ["Endpoints", "EndpointSlice"]

    package init() {}

    package var isEmpty: Bool { slices.isEmpty && endpoints.isEmpty }

    /// `namespace` is that of an object that names none.
    package mutating func add(_ object: JSONValue, namespace: String) {
        let metadata = object["metadata"]
        let space = metadata?["namespace"]?.string ?? namespace
        switch object["kind"]?.string {
        case "Endpoints":
            guard let name = metadata?["name"]?.string else { return }
            let ready = (object["subsets"]?.elements ?? []).reduce(0) { $0 + ($1["addresses"]?.count ?? 0) }
            endpoints[ObjectName(space, name), default: 0] += ready
        case "EndpointSlice":
            guard let name = metadata?["labels"]?["kubernetes.io/service-name"]?.string else { return }
            let ready = (object["endpoints"]?.elements ?? []).reduce(0) { $0 + Self.ready($1) }
            slices[ObjectName(space, name), default: 0] += ready
        default: break
        }
    }

    /// A condition that is not there counts as true.
    private static func ready(_ endpoint: JSONValue) -> Int {
        endpoint["conditions"]?["ready"]?.boolean == false ? 0 : endpoint["addresses"]?.count ?? 0
    }

    /// Nil when nothing is known; one that has slices is counted by them, for Endpoints are cut off at 1000.
    func ready(_ service: ObjectName) -> Int? {
        slices[service] ?? endpoints[service] ?? (isComplete ? 0 : nil)
    }
}
