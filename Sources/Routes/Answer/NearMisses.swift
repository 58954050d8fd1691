import ALBController

/// The rules for the host of a question that come nearest to answering it.
struct NearMisses {
    private let question: RouteQuestion
    private let request: RouteRequest
    private var kept: [(rule: ModelRule, failing: Int, shared: Int)] = []
    /// How many rules are for the host and do not answer.
    private(set) var count = 0

    private static let limit = 5

    init(_ question: RouteQuestion, _ request: RouteRequest) {
        self.question = question
        self.request = request
    }

    mutating func add(_ rule: ModelRule) {
        guard rule.fits(host: question.host).fits else { return }
        count += 1
        let failing = rule.conditions.count { $0.matches(request) != true }
        let shared = zip(rule.path.utf8, request.path.utf8).prefix { $0 == $1 }.count
        let entry = (rule: rule, failing: failing, shared: shared)
        let place = kept.firstIndex { ($0.failing, -$0.shared) > (failing, -shared) } ?? kept.count
        guard place < Self.limit else { return }
        kept.insert(entry, at: place)
        if kept.count > Self.limit { kept.removeLast() }
    }

    var best: [(rule: ModelRule, reasons: [String])] {
        let reasons = MissReasons(question, request)
        return kept.map { ($0.rule, reasons.reasons($0.rule)) }
    }
}
