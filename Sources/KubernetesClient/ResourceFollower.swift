import HTTP
import JSON

/// What a connection is asked to fetch.
struct APIRequest: Hashable {
    var target: String
    /// Nil for a GET.
    var change: ObjectChange?
    /// How long its body may be silent, in nanoseconds.
    var silence: UInt64
}

/// Follows one resource: list page by page, watch from there, list again when the server has forgotten where that was.
///
/// A value without sockets: it is asked for requests, told what came of them and the time, and tells what it heard.
struct ResourceFollower {
    typealias Tell = (ResourceEvent) -> Void

    enum Plan: Equatable {
        /// From the beginning, or the page behind a continue token.
        case list(continuation: String?)
        case watch(resourceVersion: String)
    }

    enum Stage: Equatable {
        case resting(until: UInt64)
        /// A request is under way, without an answer so far.
        case asked
        case listing
        case watching
        /// An answer other than 200, whose body says why.
        case refused(HTTPResponseHead)
    }

    let timing: APITiming
    let paths: [String]
    var pathIndex = 0
    /// Paths in a row that do not exist.
    var misses = 0
    var backoff: Backoff
    var told: ResourceProblem?
    /// Since something worked, the server has not known a version or token any more.
    var hasForgotten = false
    private let isWatched: Bool
    private var list: ListReader
    private var watch: WatchReader
    private var refusal: [UInt8] = []
    var watchOpened: UInt64 = 0
    var watchHeard = false
    var plan = Plan.list(continuation: nil)
    private(set) var stage = Stage.resting(until: 0)

    /// `seed` is for the jitter.
    init(_ resource: WatchedResource, timing: APITiming, seed: UInt64) {
        paths = resource.paths
        self.timing = timing
        isWatched = resource.isWatched
        backoff = Backoff(timing, seed: seed)
        list = ListReader(limit: timing.objectSize)
        watch = WatchReader(limit: timing.objectSize)
        if paths.isEmpty || !resource.isFollowed { stage = .resting(until: .max) }
    }

    /// In use, or to be tried next.
    var path: String { paths.indices.contains(pathIndex) ? paths[pathIndex] : "/" }

    /// When the next request is due; nil while one is under way.
    var due: UInt64? {
        if case .resting(let until) = stage { until } else { nil }
    }

    /// The request that is due; ``failed(_:now:_:)`` or ``answered(_:now:_:)`` follows.
    mutating func request() -> APIRequest {
        stage = .asked
        switch plan {
        case .list(let continuation):
            let target = RequestTarget.list(path, limit: timing.pageSize, continuation: continuation)
            return APIRequest(target: target, silence: timing.body)
        case .watch(let version):
            let seconds = max(1, backoff.pick(timing.watch) / APITiming.second)
            let target = RequestTarget.watch(path, from: version, seconds: seconds)
            return APIRequest(target: target, silence: seconds * APITiming.second + timing.watchGrace)
        }
    }

    mutating func answered(_ head: HTTPResponseHead, now: UInt64, _ tell: Tell) {
        guard head.status == 200 else {
            stage = .refused(head)
            return
        }
        misses = 0
        switch plan {
        case .list(let continuation):
            stage = .listing
            if continuation == nil { tell(.listBegan) }
        case .watch:
            stage = .watching
            watchOpened = now
            watchHeard = false
            told = nil
            tell(.isCurrent)
        }
    }

    /// False when no more of this answer is wanted; then nothing else is to be said about it.
    mutating func received(_ bytes: UnsafeRawBufferPointer, now: UInt64, _ tell: Tell) -> Bool {
        do throws(ResourceProblem) {
            switch stage {
            case .resting, .asked:
                return false
            case .listing:
                try list.feed(bytes) { tell(.object($0)) }
                return true
            case .watching:
                guard let refusal = try hear(bytes, tell) else { return true }
                endWatch(refusal, now: now, tell)
                return false
            case .refused:
                refusal += bytes.prefix(ServerStatus.limit - refusal.count)
                if refusal.count < ServerStatus.limit { return true }
                completed(now: now, tell)
                return false
            }
        } catch {
            fail(error, now: now, tell)
            return false
        }
    }

    /// The answer has ended in order.
    mutating func completed(now: UInt64, _ tell: Tell) {
        do throws(ResourceProblem) {
            switch stage {
            case .resting, .asked:
                throw .malformed("an answer without a head")
            case .listing:
                try turn(list.finish(), now: now, tell)
            case .watching:
                try watch.finish()
                // One that ends as soon as it was opened must not be opened again and again.
                let isProven = watchHeard || now >= watchOpened + min(timing.provenWatch, APITiming.second)
                if isProven { noteSuccess() }
                rest(until: isProven ? now : now + backoff.next())
            case .refused(let head):
                refused(head, ServerStatus(body: refusal), now: now, tell)
            }
        } catch {
            fail(error, now: now, tell)
        }
    }

    /// No answer, or one that broke off.
    mutating func failed(_ problem: ResourceProblem, now: UInt64, _ tell: Tell) {
        fail(problem, now: now, tell)
    }
}

extension ResourceFollower {
    /// Lets go of what the last answer was collected in.
    mutating func rest(until: UInt64) {
        stage = .resting(until: until)
        list = ListReader(limit: timing.objectSize)
        watch = WatchReader(limit: timing.objectSize)
        refusal = []
    }

    private mutating func turn(_ page: ListReader.Page, now: UInt64, _ tell: Tell) throws(ResourceProblem) {
        if let continuation = page.continuation {
            if plan == .list(continuation: continuation) { throw .malformed("a list whose pages go in circles") }
            plan = .list(continuation: continuation)
        } else {
            plan = .watch(resourceVersion: page.resourceVersion)
            told = nil
            tell(.listEnded)
            if !isWatched { return rest(until: .max) }
        }
        rest(until: now)
    }

    /// Returns the refusal that ends the watch.
    private mutating func hear(
        _ bytes: UnsafeRawBufferPointer,
        _ tell: Tell
    ) throws(ResourceProblem) -> ServerStatus? {
        var refusal: ServerStatus?
        var version: String?
        defer {
            if let version {
                plan = .watch(resourceVersion: version)
                watchHeard = true
                tell(.isCurrent)
            }
        }
        try watch.feed(bytes) { event, reached in
            guard refusal == nil else { return }
            switch event {
            case .changed(let object): tell(.object(object))
            case .deleted(let object): tell(.deleted(object))
            case .bookmark: break
            case .refused(let status): refusal = status
            }
            if refusal == nil { version = reached }
        }
        return refusal
    }
}
