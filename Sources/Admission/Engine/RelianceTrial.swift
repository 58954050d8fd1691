import ALBController
import JSON
import Kubernetes

/// Judges one request by a few rules again and again, with other objects each time.
struct RelianceTrial {
    let reviewer: Reviewer
    var catalog: RuleCatalog
    let request: AdmissionRequest
    let now: Int?
    /// The object under review.
    let own: ObjectReference?

    /// Bytes of requests that are judged in search of what can be left out.
    private static let searchBudget = 1 << 20
    private static let searchLimit = 96

    func only(_ rules: Set<String>, for kind: ObjectKind) -> RelianceTrial {
        var copy = self
        copy.catalog = catalog.only(rules, for: kind)
        return copy
    }

    /// Without any object, except that these classes are ALB's.
    func resolver(_ ownClasses: Set<String>) -> ClassResolver {
        var resolver = reviewer.environment.resolver
        resolver.snapshot = .empty
        resolver.classNames.formUnion(ownClasses)
        return resolver
    }

    func verdict(on snapshot: ClusterSnapshot, _ resolver: ClassResolver? = nil) -> Verdict {
        let environment =
            resolver.map { ReviewEnvironment(settings: reviewer.settings, $0) }
            ?? ReviewEnvironment(reviewer.environment, snapshot)
        let engine = RuleEngine(catalog, RuleContext(settings: reviewer.settings.rules, snapshot: snapshot))
        return Reviewer(catalog, environment, engine).validate(request, now: now)
    }

    /// Fills in which objects it is that the denials rest on.
    ///
    /// The object under review is none of them.
    func finding(objectsOf reliance: Reliance) -> Reliance {
        let snapshot = reviewer.snapshot
        let recorder = LookupRecorder()
        _ = verdict(on: snapshot.recording(recorder))
        let facts = recorder.objects.filter { $0 != own }
        var reliance = reliance
        let areAll = facts.count <= Reliance.limit
        // What an index says of objects that it does not name shows when only the named ones are there.
        let isEnough = stands(reliance, on: facts, of: facts, needsAll: areAll)
        let needed = areAll || !isEnough ? facts : search(reliance, facts)
        reliance.objects = Array(needed.prefix(Reliance.limit))
        // A denial because an index is empty has nobody to name, and stands whatever becomes of those that are named.
        reliance.isComplete =
            isEnough && needed.count <= Reliance.limit && snapshot.unreadable.isDisjoint(with: needed)
            && !stands(reliance, on: [], of: facts, needsAll: false)
        return reliance
    }

    /// Whether all of the denials, or at least one, are there while only these facts hold: what exists besides does not,
    /// and what is missing besides exists.
    private func stands(
        _ reliance: Reliance,
        on kept: [ObjectReference],
        of facts: [ObjectReference],
        needsAll: Bool
    ) -> Bool {
        let snapshot = reviewer.snapshot
        let held = Set(kept)
        let stubs = facts.filter { !held.contains($0) && !snapshot.contains($0) }
        let found = verdict(on: snapshot.only(kept + [own].compactMap(\.self), stubs: stubs))
        let denials = Set(found.denials.map(\.identity))
        let beyond = Set(found.omitted.filter { $0.denials > 0 }.map(\.rule.id))
        if needsAll { return denials.isSuperset(of: reliance.findings) && beyond.isSuperset(of: reliance.omitted) }
        return !denials.isDisjoint(with: reliance.findings) || !beyond.isDisjoint(with: reliance.omitted)
    }

    /// Leaves out facts, in halves, quarters and so on, as long as one of the denials stands.
    private func search(_ reliance: Reliance, _ facts: [ObjectReference]) -> [ObjectReference] {
        var kept = facts
        var left = min(Self.searchLimit, Self.searchBudget / max(1, request.document.bytes.count))
        var size = kept.count / 2
        while size > 0, left > 0 {
            var start = 0
            while start < kept.count, left > 0 {
                var fewer = kept
                fewer.removeSubrange(start..<min(start + size, kept.count))
                left -= 1
                if stands(reliance, on: fewer, of: facts, needsAll: false) { kept = fewer } else { start += size }
            }
            guard kept.count > 1 else { break }
            size = min(size / 2, kept.count / 2)
        }
        return kept
    }
}
