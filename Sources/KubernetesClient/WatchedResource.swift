/// A collection of the API server that is listed and then watched, unless only single objects of it are asked for.
package struct WatchedResource: Hashable, Sendable {
    /// For people, such as `Ingress`.
    package var name: String
    /// Where it is served, the best version first; the next is tried where one does not exist.
    package var paths: [String]
    package var isFollowed: Bool
    /// Whether changes are followed once all of it was listed.
    package var isWatched: Bool

    package init(_ name: String, paths: [String], isFollowed: Bool = true, isWatched: Bool = true) {
        self.name = name
        self.paths = paths
        self.isFollowed = isFollowed
        self.isWatched = isWatched
    }
}
