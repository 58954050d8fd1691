import ALBController
import Admission
import Foundation
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// What the model calls refused, unreachable or conflicting, a rule says, and nothing else.
struct RulesAskTheModelTests {
    @Test func inEveryFixture() throws {
        for fixture in try RuleFixture.all() {
            let reviewer = try fixture.reviewer()
            let settings = reviewer.settings
            // Rules that are switched off, or set to another severity, say something else.
            guard settings.rules.overrides.isEmpty, settings.rules.preset == .default,
                settings.exempt.namespaces.isEmpty, settings.exempt.users.isEmpty, settings.exempt.groups.isEmpty
            else { continue }
            try compare(fixture.request(), settings, reviewer.snapshot, "\(fixture)")
        }
    }

    @Test func inEveryRecordedCase() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "ControllerCases/controller-cases.json"))
        let cases = try JSONDocument(parsing: Array(data)).value.elements
        #expect(cases.count == 323)
        for recorded in cases {
            let objects = recorded["objects"]?.elements ?? []
            for (index, object) in objects.enumerated() where object["kind"]?.string == "Ingress" {
                var others = objects
                others.remove(at: index)
                let kind = GroupVersionKind(
                    apiVersion: object["apiVersion"]?.string ?? "",
                    kind: object["kind"]?.string ?? ""
                )
                let request = AdmissionRequest(.create, kind: kind, document: object.document, object: object.node)
                for profile in ControllerProfile.allCases {
                    let name = "\(recorded["name"]?.string ?? "") \(profile)"
                    try compare(request, settings(profile), Self.snapshot(of: others), name)
                }
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func inRandomGroups(_ block: UInt64) throws {
        for seed in block * 50..<block * 50 + 50 {
            var random = RandomGroup(seed: seed)
            let made = random.make()
            var cluster = Cluster(listeners: random.listeners, profile: random.profile)
            for other in made.others { cluster.add(other) }
            let document = try JSONDocument(parsing: Array(made.own.utf8))
            let kind = GroupVersionKind(apiVersion: "networking.k8s.io/v1", kind: "Ingress")
            let request = AdmissionRequest(.create, kind: kind, document: document, object: document.root)
            try compare(request, settings(random.profile), cluster.resolver.snapshot, "seed \(seed): \(made)")
        }
    }

    private func settings(_ profile: ControllerProfile) -> Settings {
        var settings = Settings()
        settings.rules.profile = profile
        return settings
    }

    private static func snapshot(of objects: [JSONValue]) -> ClusterSnapshot {
        var cluster = ClusterSnapshot.Builder()
        for object in objects { cluster.add(object.document, object.node) }
        cluster.knownKinds = Set(ObjectKind.allCases)
        return ClusterSnapshot(cluster)
    }

    private func compare(
        _ request: AdmissionRequest,
        _ settings: Settings,
        _ snapshot: ClusterSnapshot,
        _ name: String
    ) throws {
        guard ObjectKind(request.kind) == .ingress, request.operation != .delete, let node = request.object else {
            return
        }
        let findings = Reviewer(settings: settings, snapshot: snapshot).validate(request).findings
        let environment = ReviewEnvironment(settings: settings, snapshot: snapshot)
        let context = ReviewContext(environment, namespace: request.namespace)
        let review = IngressReview(request.operation, request.document, node, old: nil, context)
        // Unchanged updates and objects of others are not judged.
        guard review.isTaken, !findings.isEmpty || request.operation == .create else { return }
        let said = Said(findings)
        for problem in review.model.problems { said.expect(problem, name) }
        said.expectNothingElse(than: review.model, name)
    }
}

/// Findings by rule and place.
private struct Said {
    private struct Key: Hashable {
        var rule: String
        var place: String
    }

    private let severities: [Key: Set<Severity>]
    private let findings: [Finding]

    init(_ findings: [Finding]) {
        self.findings = findings
        var severities: [Key: Set<Severity>] = [:]
        for finding in findings {
            severities[Key(rule: finding.rule.id, place: finding.place.description), default: []]
                .insert(finding.severity)
        }
        self.severities = severities
    }

    func expect(_ problem: GroupProblem, _ name: String) {
        let place = Place(problem.field, inside: problem.inner).description
        let rule = Self.rule(problem.kind)
        let found = severities[Key(rule: rule, place: place)] ?? []
        #expect(!found.isEmpty, "\(name): nothing of \(rule) about \(problem)")
        guard !problem.isReached || problem.consequence == .silentlyWrong else { return }
        #expect(found.contains(.warn), "\(name): \(rule) denies what is not reached, \(problem)")
    }

    func expectNothingElse(than model: IngressModel, _ name: String) {
        for rule in ["ALB401", "ALB402", "ALB505"] {
            let wanted = model.problems.filter { Self.rule($0.kind) == rule }.map(\.field.description)
            #expect(places(rule) == Set(wanted), "\(name): \(rule)")
        }
        let isUnreadable = if case .invalid = model.facts.listenPorts { true } else { false }
        // An old fault is a warning.
        let denies303 = findings.contains { $0.rule.id == "ALB303" && $0.severity == .deny }
        #expect(isUnreadable || !denies303 || model.profile == .legacy, "\(name): ALB303")
        let about404 = findings.filter { $0.rule.id == "ALB404" && $0.severity == .deny }.map(\.place.field.description)
        let wanted404 = model.problems.filter { Self.rule($0.kind) == "ALB404" }.map(\.field.description)
        let backend = "spec.defaultBackend"
        #expect(Set(about404.filter { !$0.hasPrefix(backend) }).isSubset(of: wanted404), "\(name): ALB404")
        let own = model.reachability.unreachable.map { $0.rule.ingress == model.name ? $0.rule.field : $0.by.field }
        #expect(places("ALB410").union(places("ALB411")) == Set(own.map(\.description)), "\(name): ALB410, ALB411")
        guard model.profile == .lbc else { return }
        let ports = findings.count { $0.rule.id == "ALB301" && $0.problem.hasPrefix("port ") }
        let clashes = findings.count {
            $0.rule.id == "ALB301" && ($0.problem.contains(" serves ") || $0.problem.contains(" uses "))
        }
        #expect(ports + clashes == model.listenerClashes.count, "\(name): ALB301")
        #expect(
            findings.contains { $0.rule.id == "ALB509" && $0.problem.contains("too") } == (model.orderHolder != nil)
        )
    }

    private func places(_ rule: String) -> Set<String> {
        Set(findings.filter { $0.rule.id == rule }.map(\.place.field.description))
    }

    private static func rule(_ kind: GroupProblem.Kind) -> String {
        switch kind {
        case .noConfig: "ALB604"
        case .nullListener, .duplicateListener: "ALB704"
        case .listenerConflict, .listenerMissing: "ALB301"
        case .listenPorts: "ALB303"
        case .classWithoutParameters: "ALB209"
        case .order, .orderConflict: "ALB509"
        case .missingSecret: "ALB307"
        case .noServiceBackend, .noServiceName, .unknownPathType: "ALB404"
        case .canaryRuleWithoutHTTP, .canaryWithConditions, .canaryWeightWithForwardAction: "ALB508"
        case .wildcardInPath(_, let pathType): pathType == "Exact" ? "ALB401" : "ALB402"
        case .action, .condition, .severalFinalActions, .backendBesideFinalAction, .trafficLimitTwice: "ALB504"
        case .direction: "ALB505"
        case .trafficLimit: "ALB510"
        case .scheduler: "ALB507"
        case .grpcWithoutTLS, .grpcOnPlainListener: "ALB313"
        }
    }
}
