package import ALBController
package import Admission
package import JSON
package import Kubernetes
package import Manifests

/// The objects of files in the form in which they would be stored, all of them being each other's context.
package struct FinalObjects: Sendable {
    /// The engine with all objects, and what exists besides, as context.
    package let reviewer: Reviewer
    /// Kinds of which all objects are known.
    package let completeKinds: Set<ObjectKind>
    let source: ObjectSource
    private let objects: [CheckedObject]
    private let mutations: [Mutated?]

    /// Which Ingresses get the defaults of `/mutate`.
    package enum Defaulting: Sendable {
        case all
        /// Not those that a cluster has stored.
        case new
        case none
    }

    package init(
        _ objects: [CheckedObject],
        in files: [ManifestFile],
        completeKinds: Set<ObjectKind>,
        old: StoredVersions = .none,
        defaulting: Defaulting,
        catalog: RuleCatalog,
        settings: Settings,
        context: ClusterSnapshot
    ) {
        var builder = ClusterSnapshot.Builder(
            Reviewer(catalog: catalog, settings: settings, snapshot: context).snapshot
        )
        builder.stopJudging()
        builder.knownKinds.formUnion(completeKinds)
        let source = ObjectSource(files: files, old: old)
        builder.knownKinds.formUnion(objects.lazy.compactMap(\.kind))
        builder.add(source.prepared(objects))
        for object in objects where object.kind == nil { source.addTrace(of: object, to: &builder) }
        let first = Reviewer(unjudged: ClusterSnapshot(builder), catalog: catalog, settings: settings)

        let mutations = ParallelMap.map(objects.count) { index -> Mutated? in
            let object = objects[index]
            guard object.kind == .ingress, defaulting.includes(object), let request = source.request(object) else {
                return nil
            }
            return Mutated(first, request)
        }
        for mutated in mutations {
            guard let request = mutated?.request, let node = request.object else { continue }
            builder.add(.ingress, request.document, node)
        }
        reviewer = Reviewer(unjudged: ClusterSnapshot(builder), catalog: catalog, settings: settings).prepared
        self.completeKinds = completeKinds.union(context.knownKinds).union(Self.kindsOfCluster(objects))
        self.source = source
        self.objects = objects
        self.mutations = mutations
    }

    /// The request that stores an object in its final form; nil for kinds that configure no ALB.
    private func request(_ index: Int) -> AdmissionRequest? {
        guard objects[index].kind != nil else { return nil }
        return mutations[index]?.request ?? source.request(objects[index])
    }

    /// What the engine says about each object; denials that rest on what may only be missing here are warnings.
    package func judged(now: Int?) -> [JudgedObject] {
        ParallelMap.map(objects.count) { judged($0, now: now) }.compactMap(\.self)
    }

    /// The denials of objects of the input, by rule and place, for those who ask about a few of them.
    package func denials(of wanted: Set<ObjectReference>, now: Int?) -> [ObjectReference: [Finding]] {
        let indexes = objects.indices.filter { objects[$0].reference.map(wanted.contains) ?? false }
        var found: [ObjectReference: [Finding]] = [:]
        for judged in ParallelMap.map(indexes.count, { judged(indexes[$0], now: now) }).compactMap(\.self) {
            guard let reference = judged.object.reference else { continue }
            found[reference] = judged.verdict.denials
        }
        return found
    }

    private func judged(_ index: Int, now: Int?) -> JudgedObject? {
        guard let request = request(index) else { return nil }
        var verdict = reviewer.validate(request, now: now)
        verdict.mutation = mutations[index]?.mutation
        if !verdict.isAllowed {
            let view = PartialView(reviewer: reviewer, complete: completeKinds)
            verdict = view.softened(verdict, on: request, now: now)
        }
        return JudgedObject(
            object: objects[index],
            verdict: verdict,
            notJudged: reviewer.reasonNotToJudge(request, verdict, as: .both)
        )
    }

    /// Objects of kinds that configure no ALB, as they are written.
    package func others(ofKinds kinds: Set<String>) -> [(object: CheckedObject, value: JSONValue)] {
        objects.compactMap { object in
            guard object.kind == nil, kinds.contains(object.type.kind) else { return nil }
            return source.value(object).map { (object, $0) }
        }
    }

    /// Kinds of which objects came from a cluster, so that those that are missing do not exist there.
    private static func kindsOfCluster(_ objects: [CheckedObject]) -> Set<ObjectKind> {
        Set(objects.lazy.filter(\.isStored).compactMap(\.kind))
    }
}

extension FinalObjects.Defaulting {
    fileprivate func includes(_ object: CheckedObject) -> Bool {
        switch self {
        case .all: true
        case .new: !object.isStored
        case .none: false
        }
    }
}

/// What the mutation makes of a request.
private struct Mutated: Sendable {
    var mutation: Mutation
    /// Nil when nothing is changed.
    var request: AdmissionRequest?

    /// Nil where there is nothing to say.
    init?(_ reviewer: Reviewer, _ request: AdmissionRequest) {
        guard let mutation = reviewer.mutate(request).mutation,
            !mutation.patch.operations.isEmpty || !mutation.notes.isEmpty
        else { return nil }
        self.mutation = mutation
        self.request = mutation.patch.operations.isEmpty ? nil : request.applying(mutation.patch)
    }
}
