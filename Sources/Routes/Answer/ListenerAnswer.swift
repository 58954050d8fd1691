import ALBController
import Kubernetes

/// What one ALB makes of a question.
struct ListenerAnswer {
    private(set) var route: ALBRoute
    private let context: RouteContext
    private let question: RouteQuestion
    private let model: RoutingModel
    private let orders: [ObjectName: GroupOrder]

    private static let runnerUpLimit = 5
    private static let undecidedLimit = 10

    init(_ context: RouteContext, _ question: RouteQuestion, _ model: RoutingModel) {
        self.context = context
        self.question = question
        self.model = model
        orders = Dictionary(model.members.map { ($0.name, $0.order) }) { first, _ in first }
        route = ALBRoute(
            albConfig: model.albConfig,
            dnsName: context.snapshot.albConfigs[model.albConfig]?.dnsName ?? "",
            listener: question.listener,
            hasListener: false,
            answer: RouteStatus(outcome: .noAnswer, reason: "")
        )
        route.stops = model.stops(context, limit: ALBRoute.stopLimit)
        route.members = model.members.map(\.name)
        guard let listener = model.listener(question.listener) else {
            route.otherListeners = model.listeners.compactMap(\.key)
            route.answer = AnswerStatus(question: question).ofNoListener(route.otherListeners, dnsName: route.dnsName)
            findElsewhere()
            return
        }
        route.hasListener = true
        route.ruleCount = listener.rules.count
        if question.scheme == .https {
            route.certificate = CertificateChoice(context.snapshot, host: question.host, model.members)
                .choose(listener.certificates)
        }
        ask(listener)
        if route.rule == nil { findElsewhere() }
        if route.certificate?.source == ServedCertificate.Source.none {
            route.answer = RouteStatus(
                outcome: .noAnswer,
                reason: "the listener has no certificate, so no TLS handshake succeeds",
                fix: "name a Secret in spec.tls of the Ingress, or certificates in the AlbConfig"
            )
        }
    }

    private mutating func ask(_ listener: ModelListener) {
        let request = question.request(on: question.listener)
        var misses = NearMisses(question, request)
        var hit: ModelRule?
        for rule in listener.rules where rule.direction != .response {
            switch rule.judge(request) {
            case .holds(let usesRegex):
                if hit == nil {
                    hit = rule
                    route.rule = MatchedRule(
                        rule: name(rule),
                        conditions: rule.conditions,
                        actions: rule.actions,
                        usesRegex: usesRegex
                    )
                } else if route.runnersUp.count < Self.runnerUpLimit {
                    route.runnersUp.append(RuleNote(rule: name(rule), listener: question.listener, reasons: []))
                } else {
                    route.moreRunnersUp += 1
                }
            case .open(let reasons):
                guard hit == nil, route.undecided.count < Self.undecidedLimit else { continue }
                route.undecided.append(RuleNote(rule: name(rule), listener: question.listener, reasons: reasons))
            case .fails: misses.add(rule)
            }
        }
        route.nearMisses = misses.best.map { miss in
            RuleNote(rule: name(miss.rule), listener: question.listener, reasons: miss.reasons)
        }
        route.moreNearMisses = misses.count - route.nearMisses.count
        answer(hit)
    }

    private mutating func answer(_ hit: ModelRule?) {
        let status = AnswerStatus(question: question)
        guard let hit else {
            route.answer = status.ofNoRule(hasUndecided: !route.undecided.isEmpty)
            return
        }
        switch hit.finalActions.last {
        case .redirect(let config)?: route.answer = status.ofRedirect(config)
        case .fixedResponse(let config)?: route.answer = status.ofFixedResponse(config)
        case .forward(let groups)?:
            let lookup = BackendLookup(context, model.members)
            route.backends = lookup.backends(groups)
            route.answer = status.ofForward(route.backends)
            guard route.answer.outcome == .application else { return }
            route.alternatives = status.alternatives(
                route.backends,
                hit.actions,
                protocolText: lookup.protocolText(hit.ingress)
            )
        default: route.answer = AnswerStatus.noFinalAction
        }
    }

    /// The same request on the other listeners of the ALB.
    private mutating func findElsewhere() {
        for listener in model.listeners {
            guard let key = listener.key, key != question.listener else { continue }
            let request = question.request(on: key)
            for rule in listener.rules where rule.direction != .response {
                guard case .holds = rule.judge(request) else { continue }
                let reason = "it is a rule of \(key), and the request goes to \(question.listener)"
                route.nearMisses.insert(RuleNote(rule: name(rule), listener: key, reasons: [reason]), at: 0)
                break
            }
        }
    }

    private func name(_ rule: ModelRule) -> RuleName { RuleName(rule, orders[rule.ingress] ?? .implicit) }
}
