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
    /// The cluster that was read; nil for files.
    let clusterName: String?
    private let manifests: FinalObjects

    /// Manifests, or the objects of a cluster.
    struct Objects {
        var files: [ManifestFile]
        var objects: [CheckedObject]
        var completeKinds: Set<ObjectKind>
        var problems: [CheckProblem]
        /// Nil for files.
        var clusterName: String?

        var isCluster: Bool { clusterName != nil }

        init(_ operands: [String], namespace: String, _ console: Console) {
            let input = CheckInput(operands, namespace: namespace, console)
            files = input.files
            objects = input.finder.objects
            completeKinds = input.finder.listedKinds
            problems = input.allProblems
        }

        init(_ cluster: ClusterObjects, of name: String) {
            var finder = ObjectFinder(namespace: "default")
            for (index, file) in cluster.files.enumerated() { finder.read(file, at: index, mustHoldObjects: true) }
            files = cluster.files
            objects = finder.objects
            completeKinds = cluster.completeKinds
            problems = cluster.problems + finder.problems
            clusterName = name
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
        clusterName = input.clusterName
        isEmpty = !input.isCluster && saved.objects.isEmpty && input.objects.isEmpty
    }

    /// Of files, of a cluster, or of standard input.
    static func read(
        _ options: Options,
        files: [String],
        _ settings: Settings,
        _ console: Console
    ) throws(ServeOptions.Problem) -> RouteInput {
        let namespace = options.value("namespace") ?? "default"
        let hasSaved = !options.all("objects").isEmpty
        let isDefault = console.inputIsTerminal && !hasSaved
        let objects: Objects
        if let source = try ClusterInput.source(options, files: files, isDefault: isDefault, console) {
            objects = Objects(ClusterObjects.read(source), of: source.access.name)
        } else {
            objects = Objects(files.isEmpty && !hasSaved ? ["-"] : files, namespace: namespace, console)
        }
        let saved = Objects(options.all("objects"), namespace: namespace, console)
        return RouteInput(objects, saved: saved, namespace: namespace, settings)
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

    /// Whether there is an AlbConfig of the name that `--albconfig` gave; what there is instead is said.
    func check(albConfig name: String, _ router: Router, _ command: String, _ console: Console) -> Bool {
        let known = router.albConfigNames
        if known.contains(where: { $0.name == name }) { return true }
        let names = known.prefix(10).map { "\"\($0.name)\"" }.joined(separator: ", ")
        console.problem(
            "\(command): there is no AlbConfig \"\(name)\" among the objects"
                + (names.isEmpty ? "" : "; there is \(names)")
        )
        return false
    }

    /// What the rules say about each object of the input.
    func findings(now: Int?) -> [ObjectReference: [Finding]] {
        var found: [ObjectReference: [Finding]] = [:]
        for judged in manifests.judged(now: now) where !judged.verdict.findings.isEmpty {
            guard let reference = judged.object.reference else { continue }
            found[reference, default: []] += judged.verdict.findings
        }
        return found
    }

    /// Adds what the rules say about the objects that stop an ALB, and those of which only rules say so.
    func explain(_ report: inout RouteReport, now: Int?) {
        for index in report.albs.indices {
            let alb = report.albs[index]
            let objects =
                [ObjectReference(.albConfig, alb.albConfig)] + alb.members.map { ObjectReference(.ingress, $0) }
            let denials = manifests.denials(of: Set(objects), now: now)
            var stops = alb.stops
            let known = Set(stops.map(\.object))
            for object in objects where !known.contains(object) && stops.count < ALBRoute.stopLimit {
                guard let first = denials[object]?.first(where: GroupFailure.isSaid) else { continue }
                stops.append(RouteStop(object: object, field: first.place.field))
            }
            for stop in stops.indices {
                stops[stop].findings = (denials[stops[stop].object] ?? []).prefix(3).map(\.message)
            }
            report.albs[index].stops = stops
        }
    }
}
