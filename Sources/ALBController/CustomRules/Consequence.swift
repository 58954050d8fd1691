/// What a mistake does to the open controller, mildest first.
package enum Consequence: Int, CaseIterable, Hashable, Sendable, Comparable {
    /// Nothing complains, and it is surely not what was meant.
    case silentlyWrong
    /// An error event; nothing of the AlbConfig is built until it is mended.
    case groupFails
    /// A recovered panic: the AlbConfig is frozen at its old state without event or retry.
    case silentPanic
    /// The controller's process ends, and again after each restart, for all AlbConfigs of the cluster.
    case processDies

    package static func < (left: Consequence, right: Consequence) -> Bool { left.rawValue < right.rawValue }
}
