import ALBController

/// The part of a graph that somebody wants to see.
package struct GraphSelection: Sendable {
    /// The name of an AlbConfig; nil for all.
    package var albConfig: String?
    /// In lower case; nil for all.
    ///
    /// Rules that answer for it are shown, those of wildcards and for every host too.
    package var host: String?

    package init(albConfig: String? = nil, host: String? = nil) {
        self.albConfig = albConfig
        self.host = host
    }

    var isAll: Bool { albConfig == nil && host == nil }

    func includes(albConfig name: ObjectName) -> Bool { albConfig.map { $0 == name.name } ?? true }

    func includes(_ rule: ModelRule) -> Bool {
        guard host != nil else { return true }
        return rule.hosts.isEmpty || rule.hosts.contains(where: includes(host:))
    }

    func includes(host value: String) -> Bool {
        guard let host, !value.isEmpty else { return true }
        return WildcardPattern(value.lowercased()).matches(host)
    }
}
