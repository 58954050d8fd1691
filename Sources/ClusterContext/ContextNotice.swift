package import ALBController
package import KubernetesClient

/// A change that is worth a line in the log, once.
package enum ContextNotice: Hashable, Sendable {
    /// Every kind has been listed or has failed: how many objects of each there are, and how long it took.
    case began(counts: [ContextKind: Int], nanoseconds: UInt64)
    /// A kind that was listed after that.
    case synced(ContextKind, objects: Int)
    case failed(ContextKind, ResourceProblem)
    case recovered(ContextKind, nanoseconds: UInt64)
    case stopped(StoppedALB)
    case runsAgain(StoppedALB)
    case shared(SharedALB)
    case sharedNoMore(SharedALB)
    /// So many more of the two kinds above came or went in the same moment.
    case more(Int)

    /// Lines about ALBs for one publication.
    static let limit = 20
}
