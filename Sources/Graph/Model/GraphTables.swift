import ALBController

/// What is named by index, each once.
struct GraphTables {
    private(set) var ingresses: [IngressNode] = []
    private(set) var rules: [RuleContent] = []
    private(set) var services: [ServiceNode] = []
    private var ingressIndexes: [ObjectName: Int] = [:]
    private var ruleIndexes: [RuleContent: Int] = [:]
    private var serviceIndexes: [ServiceNode: Int] = [:]

    mutating func index(of facts: IngressFacts) -> Int {
        if let index = ingressIndexes[facts.name] { return index }
        ingresses.append(
            IngressNode(
                name: facts.name,
                order: facts.order.value,
                isOrderWritten: facts.order != .implicit,
                isCanary: facts.isCanary
            )
        )
        ingressIndexes[facts.name] = ingresses.count - 1
        return ingresses.count - 1
    }

    mutating func index(of rule: RuleContent) -> Int {
        if let index = ruleIndexes[rule] { return index }
        rules.append(rule)
        ruleIndexes[rule] = rules.count - 1
        return rules.count - 1
    }

    mutating func index(of service: ServiceNode) -> Int {
        if let index = serviceIndexes[service] { return index }
        services.append(service)
        serviceIndexes[service] = services.count - 1
        return services.count - 1
    }

    mutating func markStop(_ ingress: Int) { ingresses[ingress].stopsALB = true }
}
