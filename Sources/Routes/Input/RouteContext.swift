package import ALBController
package import Kubernetes

/// The objects among which the answer is looked for.
package struct RouteContext: Sendable {
    package var resolver: ClassResolver
    /// Kinds of which all objects are known: what is not there does not exist.
    package var completeKinds: Set<ObjectKind>
    package var endpoints: EndpointTable
    /// An ALB reaches Pods through node ports only.
    package var isFlannel: Bool

    package init(
        resolver: ClassResolver,
        completeKinds: Set<ObjectKind>,
        endpoints: EndpointTable = EndpointTable(),
        isFlannel: Bool = false
    ) {
        self.resolver = resolver
        self.completeKinds = completeKinds
        self.endpoints = endpoints
        self.isFlannel = isFlannel
    }

    var snapshot: ClusterSnapshot { resolver.snapshot }
}
