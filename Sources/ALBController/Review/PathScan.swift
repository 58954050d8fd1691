import Kubernetes

/// One quick pass over the paths of an Ingress, which most Ingresses pass.
///
/// Both answers may be yes without reason, and never no without.
struct PathScan {
    /// Whether the controller may refuse a path, or its own rules may be left out.
    private(set) var mayFail = false
    /// Whether a rule may match all that another one matches.
    private(set) var mayOverlap = false

    private static let worthALook = IngressTraits.noService.union(.otherPathType)

    init(_ facts: IngressFacts) {
        var overlap = PathOverlap(capacity: facts.ingress.pathCount)
        overlap.add(facts)
        mayOverlap = overlap.isPossible
        mayFail = overlap.hasWildcard || facts.ingress.traits.meets(Self.worthALook)
    }
}
