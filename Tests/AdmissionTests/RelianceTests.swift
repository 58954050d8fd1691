import ALBController
import Foundation
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

@testable import Admission

struct RelianceTests {
    private static let now = RuleFixtureTests.now

    /// Denials of a fixture, on what is known there and without anything.
    private struct Case {
        let reviewer: Reviewer
        let request: AdmissionRequest
        let verdict: Verdict
        let alone: Verdict

        /// `isStrict`: whatever is only warned of by itself is denied.
        init(_ fixture: RuleFixture, isStrict: Bool) throws {
            let given = try fixture.reviewer()
            request = try fixture.request()
            var settings = given.settings
            for rule in given.catalog.descriptions where isStrict {
                settings.rules.overrides[rule.id] = settings.rules.overrides[rule.id] ?? .deny
            }
            reviewer = given.with(settings: settings)
            verdict = reviewer.validate(request, now: now)
            // Nothing else is known of the class, so it is ALB's by its name.
            for node in [request.object, request.oldObject].compactMap(\.self) {
                let ingress = Ingress(classOf: node, in: request.document)
                let binding = settings.resolver(reviewer.snapshot).binding(of: ingress)
                if binding.isALB, let name = binding.className { settings.ingressClasses.insert(name) }
            }
            alone = Reviewer(settings: settings).validate(request, now: now)
        }

        var reliance: Reliance? { reviewer.reliance(of: verdict, on: request, now: now) }

        func verdict(on snapshot: ClusterSnapshot) -> Verdict {
            reviewer.following(snapshot).validate(request, now: now)
        }

        func reliance(on snapshot: ClusterSnapshot) -> Reliance? {
            reviewer.following(snapshot).reliance(of: verdict(on: snapshot), on: request, now: now)
        }
    }

    @Test(.namesItsCase, arguments: [false, true])
    func aDenialRestsOnOtherObjectsWhenItIsNotThereWithoutThem(isStrict: Bool) throws {
        var rules: Set<String> = []
        forEachCase(of: try RuleFixture.all()) { fixture in
            let given = try Case(fixture, isStrict: isStrict)
            let lost = Set(given.verdict.denials.map(\.identity)).subtracting(given.alone.denials.map(\.identity))
            let reliance = given.reliance
            #expect(reliance?.findings ?? [] == lost)
            guard let reliance else { return }
            #expect(!reliance.objects.isEmpty)
            // Because no Ingress brings a certificate, and there is none to name.
            #expect(reliance.isComplete == (reliance.rules != ["ALB713"]))
            #expect(reliance.objects == reliance.objects.sorted())
            #expect(reliance.objects.count <= 4)
            rules.formUnion(reliance.rules)
        }
        #expect(rules.count > 20)
    }

    @Test(.namesItsCase, arguments: [false, true])
    func theNamedObjectsAreWhatItRestsOn(isStrict: Bool) throws {
        forEachCase(of: try RuleFixture.all()) { fixture in
            let given = try Case(fixture, isStrict: isStrict)
            guard let reliance = given.reliance else { return }
            let snapshot = given.reviewer.snapshot
            let names = reliance.objects.map(\.description).joined(separator: ", ")
            let others = ObjectKind.allCases.flatMap { kind in
                snapshot.names(of: kind).map { ObjectReference(kind, $0) }
            }
            // Everything that exists besides is gone, and the denials stand.
            let own = ObjectReference(
                ObjectKind(given.request.kind) ?? .ingress,
                ObjectName(given.request.namespace, given.request.name)
            )
            let besides = others.filter { !reliance.objects.contains($0) && $0 != own }
            let few = given.verdict(on: snapshot.applying(besides.map { .removed($0.kind, $0.name) }))
            #expect(Set(few.denials.map(\.identity)).isSuperset(of: reliance.findings), "\(names)")
            guard reliance.isComplete else { return }
            // What is named is gone, or came: the denials are not what they were, or others are named now.
            var left: Reliance? = reliance
            var changed = snapshot
            var rounds = 0
            while let named = left, !named.findings.isDisjoint(with: reliance.findings), rounds < 8 {
                rounds += 1
                changed = changed.applying(
                    try named.objects.map { object in
                        changed.contains(object)
                            ? .removed(object.kind, object.name) : .set(object.kind, try Self.stub(object.name))
                    }
                )
                left = given.reliance(on: changed)
            }
            #expect(rounds < 8, "\(names)")
            let after = Set(given.verdict(on: changed).denials.map(\.identity))
            #expect(after.isDisjoint(with: reliance.findings), "\(names)")
        }
    }

    @Test(.namesItsCase, arguments: [false, true])
    func recordingChangesNoVerdict(isStrict: Bool) throws {
        forEachCase(of: try RuleFixture.all()) { fixture in
            let given = try Case(fixture, isStrict: isStrict)
            let recorder = LookupRecorder()
            let recorded = Reviewer(
                unjudged: given.reviewer.snapshot.recording(recorder),
                catalog: given.reviewer.catalog,
                settings: given.reviewer.settings
            ).validate(given.request, now: Self.now)
            #expect(recorded.findings.map(FindingRecord.init) == given.verdict.findings.map(FindingRecord.init))
        }
    }

    private static func stub(_ name: ObjectName) throws -> JSONValue {
        let namespace = name.namespace.isEmpty ? "" : #","namespace":"\#(name.namespace)""#
        return try JSONDocument(parsing: Array(#"{"metadata":{"name":"\#(name.name)"\#(namespace)}}"#.utf8)).value
    }
}
