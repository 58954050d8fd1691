import ALBController
import Admission
import Kubernetes

/// The Ingresses that name a class.
struct ClassUsers {
    let names: ObjectNames
    /// Those that do not name an AlbConfig themselves.
    let withoutAlbConfig: ObjectNames

    init(of className: String, _ context: ReviewContext) {
        names = context.resolver.users(ofClass: className)
        withoutAlbConfig = context.resolver.users(ofClass: className, withoutAlbConfig: true)
    }
}
