import ALBController
import Admission
import Check
import Kubernetes
import Manifests
import Routes
import Rules

/// The objects that `route` looks at: manifests with the defaults they would get, and stored objects as they are.
struct RouteInput {
    var context: RouteContext
    /// What could not be read.
    var problems: [CheckProblem]
    /// There is nothing to answer from.
    var isEmpty: Bool
    private let manifests: FinalObjects

    /// Manifests, or the objects of a cluster.
    struct Objects {
        var files: [ManifestFile]
        var objects: [CheckedObject]
        var completeKinds: Set<ObjectKind>
        var problems: [CheckProblem]
        var isCluster = false

        init(_ operands: [String], namespace: String, _ console: Console) {
            let input = CheckInput(operands, namespace: namespace, console)
            files = input.files
            objects = input.finder.objects
            completeKinds = input.finder.listedKinds
            problems = input.allProblems
        }

        init(_ cluster: ClusterObjects) {
            var finder = ObjectFinder(namespace: "default")
            for (index, file) in cluster.files.enumerated() { finder.read(file, at: index, mustHoldObjects: true) }
            files = cluster.files
            objects = finder.objects
            completeKinds = cluster.completeKinds
            problems = cluster.problems + finder.problems
            isCluster = true
        }

        func inFinalForm(
            _ defaulting: FinalObjects.Defaulting,
            _ settings: Settings,
            context: ClusterSnapshot = .empty
        ) -> FinalObjects {
            FinalObjects(
                objects,
                in: files,
                completeKinds: completeKinds,
                defaulting: defaulting,
                catalog: .standard,
                settings: settings,
                context: context
            )
        }
    }

    /// `saved` objects are context, of which nothing is filled in.
    init(_ input: Objects, saved: Objects, namespace: String, _ settings: Settings) {
        let stored = saved.inFinalForm(.none, settings)
        let context = stored.reviewer.snapshot
        manifests = input.inFinalForm(input.isCluster ? .none : .new, settings, context: context)
        var endpoints = EndpointTable()
        for (object, value) in stored.others(ofKinds: EndpointTable.kinds)
            + manifests.others(ofKinds: EndpointTable.kinds)
        {
            endpoints.add(value, namespace: namespace)
            if object.isStored { endpoints.isComplete = true }
        }
        self.context = Self.context(manifests.reviewer, complete: manifests.completeKinds, endpoints)
        problems = saved.problems + input.problems
        isEmpty = !input.isCluster && saved.objects.isEmpty && input.objects.isEmpty
    }

    private static func context(
        _ reviewer: Reviewer,
        complete: Set<ObjectKind>,
        _ endpoints: EndpointTable
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
