import ClusterContext
import Dispatch
import JSON
import KubernetesClient
import Sockets
import Synchronization

/// Lists kinds of one API server, once.
final class ClusterReader: Sendable {
    /// What came of one kind.
    struct Listing: Sendable {
        var kind: ContextKind
        /// Where it was listed, or asked for last.
        var path: String
        /// As the server sends them, without `apiVersion` and `kind`.
        var result: Result<[JSONValue], ResourceProblem>
    }

    private struct Progress {
        var objects: [JSONValue] = []
        var outcome: Result<Void, ResourceProblem>?
        /// That may pass, and since when.
        var trouble: (problem: ResourceProblem, since: UInt64)?
    }

    private struct State {
        var kinds: [Progress]
        var hasHeard = false
    }

    private let state: Mutex<State>
    private let changed = DispatchSemaphore(value: 0)
    private let patience: UInt64

    private init(_ count: Int, patience: UInt64) {
        state = Mutex(State(kinds: Array(repeating: Progress(), count: count)))
        self.patience = patience
    }

    /// Nanoseconds for which a server that is overloaded or starts is asked again.
    static let patience: UInt64 = 15_000_000_000

    /// Each kind at its best version, at the next one where that does not exist.
    static func read(
        _ access: ClusterAccess,
        _ kinds: [ContextKind],
        timing: APITiming = APITiming(),
        patience: UInt64 = patience
    ) -> [Listing] {
        var found: [Listing] = []
        var left = kinds
        var version = 0
        while !left.isEmpty {
            let listings = round(access, left.map { ($0, $0.resource.paths[version]) }, timing, patience)
            version += 1
            let isUnknown = listings.map { listing in
                guard case .failure(.unknownKind) = listing.result else { return false }
                return listing.kind.resource.paths.count > version
            }
            found += zip(listings, isUnknown).filter { !$1 }.map(\.0)
            left = zip(listings, isUnknown).filter { $1 }.map(\.0.kind)
        }
        return kinds.compactMap { kind in found.first { $0.kind == kind } }
    }

    private static func round(
        _ access: ClusterAccess,
        _ places: [(ContextKind, String)],
        _ timing: APITiming,
        _ patience: UInt64
    ) -> [Listing] {
        let reader = ClusterReader(places.count, patience: patience)
        let resources = places.map { kind, path in
            WatchedResource(kind.name, paths: [access.prefix + path], isWatched: false)
        }
        var results: [Result<[JSONValue], ResourceProblem>]
        do throws(SocketError) {
            let client = try APIClient(access.server, resources, timing: timing) { reader.take($1, of: $0) }
            results = reader.wait()
            client.stop()
        } catch {
            results = places.map { _ in .failure(.unreachable(error.description)) }
        }
        return zip(places, results).map { Listing(kind: $0.0, path: $0.1, result: $1) }
    }

    private func take(_ event: ResourceEvent, of index: Int) {
        let now = MonotonicClock.now()
        let isOver = state.withLock { state -> Bool in
            guard state.kinds.indices.contains(index), state.kinds[index].outcome == nil else { return false }
            switch event {
            case .listBegan:
                state.hasHeard = true
                state.kinds[index].objects = []
                state.kinds[index].trouble = nil
            case .object(let value): state.kinds[index].objects.append(value)
            case .listEnded:
                state.kinds[index].outcome = .success(())
                return true
            case .failed(let problem):
                if problem.mayPass(state.hasHeard) {
                    state.kinds[index].trouble = (problem, state.kinds[index].trouble?.since ?? now)
                } else {
                    state.kinds[index].outcome = .failure(problem)
                }
                return true
            case .deleted, .isCurrent: break
            }
            return false
        }
        if isOver { changed.signal() }
    }

    /// Returns when each kind has come to an end.
    private func wait() -> [Result<[JSONValue], ResourceProblem>] {
        while true {
            let now = MonotonicClock.now()
            let (isOver, next) = state.withLock { state -> (Bool, UInt64?) in
                for index in state.kinds.indices where state.kinds[index].outcome == nil {
                    guard let trouble = state.kinds[index].trouble, now >= trouble.since + patience else { continue }
                    state.kinds[index].outcome = .failure(trouble.problem)
                }
                let open = state.kinds.filter { $0.outcome == nil }
                return (open.isEmpty, open.compactMap { $0.trouble.map { $0.since + patience } }.min())
            }
            if isOver { break }
            if let next {
                _ = changed.wait(timeout: .now() + .nanoseconds(Int(clamping: next - min(now, next)) + 1_000_000))
            } else {
                changed.wait()
            }
        }
        return state.withLock { state in
            state.kinds.map { kind in
                (kind.outcome ?? .success(())).map { kind.objects }
            }
        }
    }
}

extension ResourceProblem {
    /// Whether the same request may be answered in a moment; a broken connection only if the server has spoken before.
    fileprivate func mayPass(_ hasHeard: Bool) -> Bool {
        switch self {
        case .answer(let status, _): [408, 410, 429, 500, 502, 503, 504].contains(status)
        case .unreachable: hasHeard
        case .forbidden, .unknownKind, .malformed, .untrusted, .credentials: false
        }
    }
}
