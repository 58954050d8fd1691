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

    /// Bytes of requests and objects that are judged in search of what can be left out.
    private static let searchBudget = 1 << 20
    /// What an object counts for.
    private static let objectCost = 512
    /// So few are not searched.
    private static let fewFacts = 4

    func only(_ rules: Set<String>, for kind: ObjectKind) -> RelianceTrial {
        var copy = self
        copy.catalog = catalog.only(rules, for: kind)
        return copy
    }

    /// Without any object, except that these classes are ALB's.
    func verdict(withoutObjectsBut ownClasses: Set<String>) -> Verdict {
        var resolver = reviewer.environment.resolver
        resolver.snapshot = .empty
        resolver.classNames.formUnion(ownClasses)
        return verdict(resolver)
    }

    private func verdict(on snapshot: ClusterSnapshot) -> Verdict {
        var resolver = reviewer.environment.resolver
        resolver.snapshot = snapshot
        return verdict(resolver)
    }

    private func verdict(_ resolver: ClassResolver) -> Verdict {
        let environment = ReviewEnvironment(trialOn: resolver, reviewer.settings)
        let context = RuleContext(settings: reviewer.settings.rules, snapshot: resolver.snapshot)
        return Reviewer(catalog, environment, RuleEngine(catalog, context)).validate(request, now: now)
    }

    /// Fills in which objects it is that the denials rest on.
    ///
    /// The object under review is none of them.
    func finding(objectsOf reliance: Reliance) -> Reliance {
        var (facts, isEnough) = facts(for: reliance, countingWalks: false)
        // What is found out by going through all objects of a kind shows when only the named ones are there.
        if !isEnough { (facts, isEnough) = self.facts(for: reliance, countingWalks: true) }
        let needed = isEnough && facts.count > Self.fewFacts ? search(reliance, facts) : facts
        var reliance = reliance
        reliance.objects = Array(needed.prefix(Reliance.limit))
        // A denial because an index is empty has nobody to name, and stands whatever becomes of those that are named.
        reliance.isComplete =
            isEnough && needed.count <= Reliance.limit && reviewer.snapshot.unreadable.isDisjoint(with: needed)
            && !stands(reliance, on: [], of: facts, needsAll: false)
        return reliance
    }

    /// What the rules look at, and whether it is enough for the denials.
    private func facts(for reliance: Reliance, countingWalks: Bool) -> ([ObjectReference], isEnough: Bool) {
        let recorder = LookupRecorder(countsWalks: countingWalks)
        _ = verdict(on: reviewer.snapshot.recording(recorder))
        let facts = recorder.objects.filter { $0 != own }
        return (facts, stands(reliance, on: facts, of: facts, needsAll: facts.count <= Reliance.limit))
    }

    /// Whether all of the denials, or at least one, are there while only these facts hold: what exists besides does not,
    /// and what is missing besides is missing or, with stubs, exists.
    private func stands(
        _ reliance: Reliance,
        on kept: [ObjectReference],
        of facts: [ObjectReference],
        withStubs: Bool = true,
        needsAll: Bool
    ) -> Bool {
        let snapshot = reviewer.snapshot
        let held = Set(kept)
        let stubs = withStubs ? facts.filter { !held.contains($0) && !snapshot.contains($0) } : []
        let found = verdict(on: snapshot.only(kept + [own].compactMap(\.self), stubs: stubs))
        let denials = Set(found.denials.map(\.identity))
        let beyond = Set(found.omitted.filter { $0.denials > 0 }.map(\.rule.id))
        if needsAll { return denials.isSuperset(of: reliance.findings) && beyond.isSuperset(of: reliance.omitted) }
        return !denials.isDisjoint(with: reliance.findings) || !beyond.isDisjoint(with: reliance.omitted)
    }

    /// Whether it does not matter what becomes of the other facts; of many denials one must stand.
    private func stands(_ reliance: Reliance, on kept: [ObjectReference], of facts: [ObjectReference]) -> Bool {
        let needsAll = facts.count <= Reliance.limit
        return stands(reliance, on: kept, of: facts, needsAll: needsAll)
            && stands(reliance, on: kept, of: facts, withStubs: false, needsAll: needsAll)
    }

    /// Leaves out facts, in halves, quarters and so on, as long as the denials stand; where there are many, one of them.
    private func search(_ reliance: Reliance, _ facts: [ObjectReference]) -> [ObjectReference] {
        var kept = facts
        var left = Self.searchBudget
        var size = kept.count / 2
        while size > 0, left > 0 {
            var start = 0
            while start < kept.count, left > 0 {
                var fewer = kept
                fewer.removeSubrange(start..<min(start + size, kept.count))
                left -= request.document.bytes.count + fewer.count * Self.objectCost
                if stands(reliance, on: fewer, of: facts) { kept = fewer } else { start += size }
            }
            guard kept.count > 1 else { break }
            size = min(size / 2, kept.count / 2)
        }
        return kept
    }
}
