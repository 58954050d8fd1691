import ClusterContext
import HTTP
import HTTPServer

/// Answers probes and scrapes, on a loop of their own: reviews do not hold them up, nor they reviews.
struct OperationsHandler: RequestHandler {
    private let endpoints: [Endpoint]
    private let shared: SharedState
    private var readiness: Readiness
    private let context: ContextView?
    private let keeper: KeeperView?

    init(
        endpoints: [Endpoint],
        readiness: Readiness,
        context: ContextView?,
        keeper: KeeperView? = nil,
        shared: SharedState
    ) {
        self.context = context
        self.keeper = keeper
        self.endpoints = endpoints
        self.readiness = readiness
        self.shared = shared
    }

    mutating func receive(_ message: Readiness) {
        readiness = message
    }

    mutating func respond(to request: borrowing HTTPRequest) -> HTTPReply {
        guard endpoints.indices.contains(request.listener) else { return .now(.text(.notFound, "no such endpoint")) }
        switch endpoints[request.listener] {
        case .probes:
            let health = LoopHealth(longestTurn: shared.longestTurn)
            return .now(
                ProbePage.respond(
                    to: request,
                    readiness,
                    health,
                    absence: keeper?.problem,
                    (keeper?.checks ?? []) + (context?.checks ?? []),
                    now: WallClock.seconds()
                )
            )
        case .metrics: return .now(MetricsPage.respond(to: request, shared, readiness, context, keeper))
        case .webhook: return .now(.text(.notFound, "no such endpoint"))
        }
    }
}
