/// What became of asking the API server about the objects that a denial rests on.
package enum ConfirmationResult: String, CaseIterable, Hashable, Sendable {
    /// They are as the snapshot had them, as far as the denial is concerned.
    case confirmed
    /// One is gone, and the verdict with it.
    case gone
    /// They are others than the snapshot had, and the verdict follows them.
    case changed
    /// One could not be read.
    case failed
    case timedOut = "timed_out"
    /// There are too many objects, or they change while they are read.
    case incomplete
    /// Too many confirmations are under way.
    case busy
    /// The kind of one is known as it was long ago only.
    case stale
}
