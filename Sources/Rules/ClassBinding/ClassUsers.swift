import ALBController
import Admission
import Kubernetes

/// The Ingresses that name a class, up to a number that a review can afford.
struct ClassUsers {
    private static let limit = 64

    let names: [ObjectName]
    /// Those that do not name an AlbConfig themselves.
    let withoutAlbConfig: [ObjectName]

    init(of className: String, _ context: ReviewContext) {
        let all = (context.snapshot.indexes.ingressesByClass[className] ?? []).prefix(Self.limit)
        let live = all.compactMap { name in
            context.snapshot.ingresses[name].flatMap { $0.metadata.isTerminating ? nil : (name, $0) }
        }
        names = live.map(\.0)
        withoutAlbConfig = live.filter { !$0.1.metadata.annotations.contains(AnnotationKey.albConfigName) }.map(\.0)
    }
}
