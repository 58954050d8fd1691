package import ALBController

extension Reviewer {
    /// The same rules and settings on a newer snapshot, made from ``snapshot`` by ``ClusterSnapshot/applying(_:)``.
    ///
    /// Costs the same for any number of objects, as changed ones were judged when they were applied; rules are prepared
    /// anew when other kinds are known. A snapshot that came about otherwise is judged whole.
    package func following(_ snapshot: ClusterSnapshot) -> Reviewer {
        let isJudged = snapshot.hasStops(of: self.snapshot)
        let snapshot = isJudged ? snapshot : Self.judged(snapshot, catalog, settings)
        let environment = ReviewEnvironment(environment, snapshot)
        let knowsTheSame = snapshot.knownKinds == self.snapshot.knownKinds
        let context = RuleContext(settings: settings.rules, snapshot: snapshot)
        return Reviewer(catalog, environment, knowsTheSame ? engine : RuleEngine(catalog, context))
    }

    /// The same objects under other settings; judges all of them again.
    package func with(settings: Settings) -> Reviewer {
        Reviewer(catalog: catalog, settings: settings, snapshot: snapshot)
    }
}
