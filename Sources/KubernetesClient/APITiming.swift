/// How long the client waits, in nanoseconds, and how much it takes.
package struct APITiming: Sendable {
    /// TCP and TLS together.
    package var connect: UInt64 = 10 * second

    /// From a request's first byte to the end of the answer's fields.
    package var head: UInt64 = 30 * second

    /// Between two pieces of a body that is not a watch.
    package var body: UInt64 = 30 * second

    /// What a watch asks for as `timeoutSeconds`: one value of this range each time, so that watches that began together
    /// do not end together, and short, because a server that hangs while its connection lives is noticed at its end.
    package var watch: ClosedRange<UInt64> = 60 * second...120 * second

    /// How long an open watch may be silent beyond its `timeoutSeconds`.
    package var watchGrace: UInt64 = 30 * second

    /// After the first failure; doubles with each further one.
    package var firstPause: UInt64 = second / 2
    package var longestPause: UInt64 = 10 * second

    /// After what only an administrator changes: RBAC, a kind that is not installed.
    package var calmPause: UInt64 = 30 * second

    /// The longest `Retry-After` that is honoured in full.
    package var longestRetryAfter: UInt64 = 300 * second

    /// A watch that has been open for so long was no failure, whatever ends it.
    package var provenWatch: UInt64 = 5 * second

    /// How long a connection without a request is kept; kube-apiserver closes it after 90 s.
    package var idle: UInt64 = 60 * second

    /// Objects a page of a list.
    package var pageSize = 500

    /// Bytes of one object or one watch event; etcd takes 1.5 MiB a request unless told otherwise.
    package var objectSize = 16 * 1024 * 1024

    static let second: UInt64 = 1_000_000_000

    package init() {}
}
