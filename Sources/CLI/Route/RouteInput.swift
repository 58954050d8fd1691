import ALBController
import Admission
import Check
import Kubernetes
import Routes
import Rules

/// The objects that `route` looks at: manifests with the defaults they would get, and stored objects as they are.
struct RouteInput {
    var context: RouteContext
    /// What could not be read.
    var problems: [CheckProblem]
    var objectCount: Int
    private let manifests: FinalObjects

    /// `objects` are saved ones, of which nothing is filled in; nil, with the reason said, when they cannot be read.
    init(_ operands: [String], objects: [String], namespace: String, _ settings: Settings, _ console: Console) {
        let saved = CheckInput(objects, namespace: namespace, console)
        let stored = FinalObjects(
            saved.finder.objects,
            in: saved.files,
            completeKinds: saved.finder.listedKinds,
            defaulting: .none,
            catalog: .standard,
            settings: settings,
            context: .empty
        )
        let input = CheckInput(operands, namespace: namespace, console)
        manifests = FinalObjects(
            input.finder.objects,
            in: input.files,
            completeKinds: input.finder.listedKinds,
            defaulting: .new,
            catalog: .standard,
            settings: settings,
            context: stored.reviewer.snapshot
        )
        var endpoints = EndpointTable()
        for (object, value) in stored.others(ofKinds: EndpointTable.kinds)
            + manifests.others(ofKinds: EndpointTable.kinds)
        {
            endpoints.add(value, namespace: namespace)
            if object.isStored { endpoints.isComplete = true }
        }
        context = Self.context(manifests.reviewer, complete: manifests.completeKinds, endpoints)
        problems = saved.allProblems + input.allProblems
        objectCount = saved.finder.objects.count + input.finder.objects.count
    }

    /// Of objects that come from elsewhere, such as a cluster.
    static func context(
        _ reviewer: Reviewer,
        complete: Set<ObjectKind>,
        _ endpoints: EndpointTable = EndpointTable()
    ) -> RouteContext {
        let settings = reviewer.settings
        let plugin = settings.network.plugin
        let isFlannel = plugin == .flannel || (plugin == .auto && reviewer.snapshot.networkPlugin == .flannel)
        return RouteContext(
            resolver: settings.resolver(reviewer.snapshot),
            completeKinds: complete,
            endpoints: endpoints,
            isFlannel: isFlannel
        )
    }

    /// Adds what the rules say about the objects that stop an ALB.
    func explain(_ report: inout RouteReport, now: Int?) {
        let wanted = Set(report.albs.flatMap { $0.stops.map(\.object) })
        let denials = manifests.denials(of: wanted, now: now)
        for alb in report.albs.indices {
            for stop in report.albs[alb].stops.indices {
                let found = denials[report.albs[alb].stops[stop].object] ?? []
                report.albs[alb].stops[stop].findings = found.prefix(3).map(\.message)
            }
        }
    }
}
