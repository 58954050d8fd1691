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

        init(_ fixture: RuleFixture) throws {
            reviewer = try fixture.reviewer()
            request = try fixture.request()
            verdict = reviewer.validate(request, now: now)
            var settings = reviewer.settings
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
            Reviewer(settings: reviewer.settings, snapshot: snapshot).validate(request, now: now)
        }
    }

    @Test(.namesItsCase) func aDenialRestsOnOtherObjectsWhenItIsNotThereWithoutThem() throws {
        var rules: Set<String> = []
        forEachCase(of: try RuleFixture.all()) { fixture in
            let given = try Case(fixture)
            let lost = Set(given.verdict.denials.map(\.identity)).subtracting(given.alone.denials.map(\.identity))
            let reliance = given.reliance
            #expect(reliance?.findings ?? [] == lost)
            guard let reliance else { return }
            #expect(!reliance.objects.isEmpty)
            // Because no Ingress brings a certificate, and there is none to name.
            #expect(reliance.isComplete == (reliance.rules != ["ALB713"]))
            #expect(reliance.objects == reliance.objects.sorted())
            #expect(reliance.objects.count <= 3)
            rules.formUnion(reliance.rules)
        }
        #expect(rules.count > 20)
    }

    @Test(.namesItsCase) func theNamedObjectsAreWhatItRestsOn() throws {
        forEachCase(of: try RuleFixture.all()) { fixture in
            let given = try Case(fixture)
            guard let reliance = given.reliance else { return }
            let snapshot = given.reviewer.snapshot
            let existing = reliance.objects.filter(snapshot.contains)
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
            // What is named is gone, or came: then at least one of the denials is not what it was.
            guard reliance.isComplete else { return }
            let gone = snapshot.applying(existing.map { .removed($0.kind, $0.name) })
            let missing = reliance.objects.filter { !snapshot.contains($0) }
            let changed = gone.applying(try missing.map { .set($0.kind, try Self.stub($0.name)) })
            let after = Set(given.verdict(on: changed).denials.map(\.identity))
            #expect(!after.isSuperset(of: reliance.findings), "\(names)")
        }
    }

    @Test(.namesItsCase) func recordingChangesNoVerdict() throws {
        forEachCase(of: try RuleFixture.all()) { fixture in
            let given = try Case(fixture)
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
