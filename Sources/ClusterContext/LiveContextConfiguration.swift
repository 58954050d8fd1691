package import KubernetesClient

/// What is followed, and how.
package struct LiveContextConfiguration: Sendable {
    package typealias Sink = @Sendable (_ resource: Int, ResourceEvent) -> Void

    package var kinds: [ContextKind]
    /// Nanoseconds after which what is known of a kind denies nothing any more.
    package var staleAfter: UInt64 = 60_000_000_000
    /// Nanoseconds after the start within which nothing is published unless every kind has answered.
    package var patience = Self.patience

    package static let patience: UInt64 = 2_000_000_000

    /// Begins to follow; the sink may be called before it returns, and by one thread at a time.
    package var connect: @Sendable ([WatchedResource], @escaping Sink) throws -> any ObjectSource

    package init(
        kinds: [ContextKind] = ContextKind.allCases.filter { $0 != .secret },
        connect: @escaping @Sendable ([WatchedResource], @escaping Sink) throws -> any ObjectSource
    ) {
        self.kinds = kinds
        self.connect = connect
    }
}
