import ALBController
import Admission
import Kubernetes

/// The Ingresses of the same ALB that share host and path with one path, bounded.
struct CanaryNeighbours {
    private(set) var mains: [Ingress] = []
    private(set) var canaries: [Ingress] = []

    private static let fanOut = 64

    init(of path: IngressPath, _ review: IngressReview) {
        let snapshot = review.snapshot
        for name in (snapshot.indexes.ingressesByHostAndPath[HostAndPath(path)] ?? []).prefix(Self.fanOut) {
            guard name != review.name, let other = snapshot.ingresses[name], !other.metadata.isTerminating else {
                continue
            }
            let binding = review.context.resolver.binding(of: other)
            guard binding.isALB, binding.albConfigName == review.binding.albConfigName else { continue }
            if CanarySettings(other.metadata.annotations).isCanary {
                canaries.append(other)
            } else {
                mains.append(other)
            }
        }
    }
}
