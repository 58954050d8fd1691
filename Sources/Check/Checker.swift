package import ALBController
package import Admission
import JSON
package import Kubernetes
package import Manifests

/// Judges the objects of files as if all of them were created at once: each one is context for the others, and each is
/// mutated first.
package struct Checker: Sendable {
    private let catalog: RuleCatalog
    private let settings: Settings
    /// What exists besides the files.
    private let context: ClusterSnapshot
    /// Seconds since 1970; without it certificate dates are not judged.
    private let now: Int?

    package init(catalog: RuleCatalog, settings: Settings, context: ClusterSnapshot, now: Int?) {
        self.catalog = catalog
        self.settings = settings
        self.context = context
        self.now = now
    }

    /// `old` are the objects as they are stored; those among `objects` are judged as updates of them.
    ///
    /// With `asStored` the objects exist already, so that no default is filled in any more.
    package func judge(
        _ objects: [CheckedObject],
        in files: [ManifestFile],
        completeKinds: Set<ObjectKind>,
        old: StoredVersions = .none,
        asStored: Bool = false
    ) -> CheckRun {
        var builder = ClusterSnapshot.Builder(
            Reviewer(catalog: catalog, settings: settings, snapshot: context).snapshot
        )
        builder.stopJudging()
        builder.knownKinds.formUnion(completeKinds)
        let source = ObjectSource(files: files, old: old)
        let prepared = ParallelMap.map(objects.count) { source.prepared(objects[$0]) }
        builder.knownKinds.formUnion(objects.compactMap(\.kind))
        builder.add(prepared.compactMap(\.self))
        for object in objects where object.kind == nil { source.addTrace(of: object, to: &builder) }
        let first = Reviewer(unjudged: ClusterSnapshot(builder), catalog: catalog, settings: settings)

        let mutations = ParallelMap.map(objects.count) { index -> Mutated? in
            guard !asStored, objects[index].kind == .ingress, let request = source.request(objects[index]) else {
                return nil
            }
            return Mutated(first, request)
        }
        for mutated in mutations {
            guard let request = mutated?.request, let node = request.object else { continue }
            builder.add(.ingress, request.document, node)
        }

        let reviewer = Reviewer(unjudged: ClusterSnapshot(builder), catalog: catalog, settings: settings)
        let view = PartialView(
            reviewer: reviewer,
            complete: completeKinds.union(context.knownKinds).union(Self.kindsOfCluster(objects))
        )
        let judged = ParallelMap.map(objects.count) { index -> JudgedObject? in
            let object = objects[index]
            guard object.kind != nil else { return nil }
            guard let request = mutations[index]?.request ?? source.request(object) else { return nil }
            return judge(object, request, mutations[index]?.mutation, view)
        }
        return CheckRun(files: files, objects: objects, judged: judged.compactMap(\.self), reviewer: reviewer)
    }

    private func judge(
        _ object: CheckedObject,
        _ request: AdmissionRequest,
        _ mutation: Mutation?,
        _ view: PartialView
    ) -> JudgedObject {
        var verdict = view.reviewer.validate(request, now: now)
        verdict.mutation = mutation
        if !verdict.isAllowed { verdict = view.softened(verdict, on: request, now: now) }
        return JudgedObject(
            object: object,
            verdict: verdict,
            notJudged: view.reviewer.reasonNotToJudge(request, verdict, as: .both)
        )
    }

    /// Kinds of which objects came from a cluster, so that those that are missing do not exist there.
    private static func kindsOfCluster(_ objects: [CheckedObject]) -> Set<ObjectKind> {
        Set(objects.lazy.filter(\.isStored).compactMap(\.kind))
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
