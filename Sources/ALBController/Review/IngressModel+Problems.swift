import Kubernetes

extension IngressModel {
    func findProblems() -> [GroupProblem] {
        guard !takesShortcuts || mayHaveProblems else { return [] }
        var found = GroupProblemList()
        if case .invalid(let problem) = facts.listenPorts {
            let field = FieldPath.annotation(AnnotationKey.listenPorts)
            found.add(facts.problem(.listenPorts(problem), .groupFails, at: field))
        }
        found.add(facts.eventProblems())
        let isOnAListener = facts.listeners.map { !$0.listeners.allSatisfy(knativeListeners.contains) } ?? true
        for problem in facts.canaryProblems() { found.add(problem, isReached: isOnAListener) }
        addRuleProblems(to: &found)
        return found.all
    }

    /// What the rules that are made show, then what only those would show that are not.
    private func addRuleProblems(to found: inout GroupProblemList) {
        // Other code reads those where they come first, and leaves out what it cannot read.
        guard !facts.hasKnativeForm || commonReach.isBuilt else { return }
        guard facts.makesRules else {
            addSharedProblems(to: &found)
            return
        }
        var made = RuleJudge(facts)
        var others = RuleJudge(facts)
        for path in ingress.paths where path.service != nil {
            let reach = reach(path)
            if reach.redirects { made.judge(path, redirecting: true) }
            if reach.forwards { made.judge(path, redirecting: false, makesGroup: !canariesTakeAll(path)) }
            if !reach.forwards { others.judge(path, redirecting: false) }
        }
        others.judgeAnnotations()
        found.add(made.problems.all)
        for problem in others.problems.all { found.add(problem, isReached: false) }
    }

    /// A weighted canary makes no rules; its server groups are made for the rules of its main Ingress.
    private func addSharedProblems(to found: inout GroupProblemList) {
        var isShared = false
        for path in ingress.paths where path.service != nil {
            let isThis = makesServerGroup(path)
            isShared = isShared || isThis
            if path.service == "" { found.add(facts.noServiceName(path), isReached: isThis) }
        }
        for problem in BackendSettings.problems(facts) { found.add(problem, isReached: isShared) }
    }

    /// A quick look that most Ingresses pass; it may say yes without reason and never no without.
    private var mayHaveProblems: Bool {
        if facts.listeners == nil || scan.mayFail || facts.hasServiceAnnotations || facts.isCanary { return true }
        if facts.annotationActions.limitProblem != nil { return true }
        return facts.annotations[AnnotationKey.backendProtocol] == "grpc"
            || facts.annotations.contains(AnnotationKey.backendScheduler)
    }
}

extension GroupProblemList {
    mutating func add(_ problem: GroupProblem, isReached: Bool) {
        guard !isReached else { return add(problem) }
        // The same fault, reached elsewhere, needs no second mention.
        guard !contains(problem) else { return }
        var problem = problem
        problem.isReached = false
        add(problem)
    }
}
