import Kubernetes

/// Requests per second of a rule; 0 is no limit.
package struct TrafficLimit: Hashable, Sendable {
    package var qps: Int
    package var qpsPerIP: Int

    package enum Problem: Error, Hashable, Sendable {
        case bothEmpty
        case notInteger(name: String, value: String)
        case belowOne(name: String, value: Int)
        case perIPNotBelowTotal(perIP: Int, total: Int)
    }

    /// From the texts of an action or of the two annotations; an empty text is none.
    ///
    /// Only the lower bound is checked. Source: `buildQpsLimitAction` in `model_build_listener_rules.go` of
    /// alibaba/alibaba-load-balancer-controller.
    package static func parse(qps: String, perIP: String) -> Result<TrafficLimit, Problem> {
        guard !qps.isEmpty || !perIP.isEmpty else { return .failure(.bothEmpty) }
        do throws(Problem) {
            let total = try number(qps, "QPS")
            let each = try number(perIP, "QPS per IP")
            if !qps.isEmpty, !perIP.isEmpty, each >= total {
                throw .perIPNotBelowTotal(perIP: each, total: total)
            }
            return .success(TrafficLimit(qps: total, qpsPerIP: each))
        } catch {
            return .failure(error)
        }
    }

    private static func number(_ text: String, _ name: String) throws(Problem) -> Int {
        guard !text.isEmpty else { return 0 }
        guard let number = GoText.atoi(text) else { throw .notInteger(name: name, value: text.clipped) }
        guard number >= 1 else { throw .belowOne(name: name, value: number) }
        return number
    }
}

extension TrafficLimit.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .bothEmpty: "neither QPS nor QPSPerIp is set"
        case .notInteger(let name, let value): "\(name) \"\(value)\" is not an integer"
        case .belowOne(let name, let value): "\(name) \(value) is below 1"
        case .perIPNotBelowTotal(let perIP, let total):
            "QPS per IP (\(perIP)) must be less than the total QPS (\(total))"
        }
    }
}
