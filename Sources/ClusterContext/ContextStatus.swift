package import ALBController

/// What probes and metrics show of the context.
package struct ContextStatus: Sendable {
    package struct Kind: Sendable {
        package var kind: ContextKind
        package var state: ContextState
        package var objects: Int
        /// Saved objects count for it, as the API server does not give it.
        package var isFromFiles: Bool
    }

    package var kinds: [Kind] = []
    package var stopped: [StoppedALB] = []
    package var shared: [SharedALB] = []
    package var staleAfter: UInt64

    package init(staleAfter: UInt64) {
        self.staleAfter = staleAfter
    }
}
