import ALBController
import Admission
import JSON
import Kubernetes
import Rules

/// The same work with ever more objects around it: the cost must not grow with them.
enum ClusterBenchmarks {
    private static let sizes = [10, 1_000, 100_000]

    static func all(_ inputs: Inputs) throws -> [Benchmark] {
        let review = try AdmissionReviewDecoder.decode(BenchmarkCluster.review())
        return [BenchmarkCluster.Shape.manyALBs, .oneALB].flatMap { shape in
            sizes.flatMap { size in
                let cluster = Made { try BenchmarkCluster.snapshot(size, shape) }
                return benchmarks(cluster, "\(size) \(shape.rawValue)", review)
            }
        }
    }

    private static func benchmarks(
        _ cluster: Made<ClusterSnapshot>,
        _ title: String,
        _ review: AdmissionRequest
    ) -> [Benchmark] {
        let reviewer = Made { Reviewer(snapshot: try cluster.value()) }
        let neighbours = Made { try BenchmarkCluster.neighbours(try cluster.value()) }
        let changes = Made { try [80, 81].map { try BenchmarkCluster.ingress(3, .manyALBs, port: $0) } }
        var turn = 0
        return [
            Benchmark("validate among \(title)") { try reviewer.value().validate(review).findings.count },
            Benchmark("one change \(title)") {
                turn += 1
                let change = try changes.value()[turn % 2]
                return try cluster.value().applying([.set(.ingress, change)]).knows(.ingress) ? 1 : 0
            },
            Benchmark("find ALB \(title)") { try BenchmarkCluster.neighbours(try cluster.value()).isComplete ? 1 : 0 },
            Benchmark("listener users \(title)") {
                let users = try neighbours.value().users(of: .http80)
                return users.count + (users.first == nil ? 0 : 1)
            },
            Benchmark("port conflict \(title)") { try neighbours.value().portConflict == nil ? 0 : 1 },
            Benchmark("order conflict \(title)") { try neighbours.value().orderConflict == nil ? 0 : 1 },
            Benchmark("equal path \(title)") {
                let sharers = try neighbours.value().sharers(of: HostAndPath(host: "h3.example.com", path: "/"))
                return sharers.mains.count + sharers.canaryWeight
            },
            Benchmark("meeting host \(title)") {
                try neighbours.value().meeting(host: "h3.example.com", limit: 64).names.count
            },
            Benchmark("rule load \(title)") { try neighbours.value().ruleLoad },
            Benchmark("stops \(title)") { try neighbours.value().stops().count },
            Benchmark("one Ingress \(title)") {
                try cluster.value().ingresses[ObjectName("team-3", "web-3")]?.rules.count ?? 0
            },
            Benchmark("one Service \(title)") {
                try cluster.value().services[ObjectName("team-3", "svc-3")]?.ports.count ?? 0
            },
        ]
    }
}

/// Made at the first use, so that a benchmark that is not selected costs nothing.
private final class Made<Value> {
    private let make: () throws -> Value
    private var made: Value?

    init(_ make: @escaping () throws -> Value) {
        self.make = make
    }

    func value() throws -> Value {
        if let made { return made }
        let new = try make()
        made = new
        return new
    }
}
