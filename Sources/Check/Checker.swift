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
        let whole = FinalObjects(
            objects,
            in: files,
            completeKinds: completeKinds,
            old: old,
            defaulting: asStored ? .none : .all,
            catalog: catalog,
            settings: settings,
            context: context
        )
        return CheckRun(files: files, objects: objects, judged: whole.judged(now: now), reviewer: whole.reviewer)
    }
}
