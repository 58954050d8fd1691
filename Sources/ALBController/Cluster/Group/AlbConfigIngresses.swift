import Kubernetes

/// Exact questions about the Ingresses whose rules share one ALB, all but the one under review.
///
/// An answer costs the same with ten Ingresses and with ten thousand. Those that are being deleted do not count.
package struct AlbConfigIngresses: Sendable {
    let resolver: ClassResolver
    let excluded: ObjectName?
    /// Keys of the bindings that lead to the AlbConfig.
    private let bindings: [[UInt8]]
    let namespaces: NamespaceFilter?
    /// Nothing leads to an empty one, though an annotation may say so.
    package let albConfigName: String
    /// Whether these are all, so that "none" can be concluded; else a kind is not known, or far too many classes lead
    /// to the AlbConfig.
    package let isComplete: Bool

    /// Those whose chain ends at this name, in whatever namespace an AlbConfig of the name is.
    package init(onAlbConfig name: String, _ resolver: ClassResolver, except excluded: ObjectName? = nil) {
        self.init(name, resolver, excluded, nil)
    }

    /// Those whose chain ends at this AlbConfig.
    package init(of config: AlbConfig, _ resolver: ClassResolver, except excluded: ObjectName? = nil) {
        self.init(config.metadata.name, resolver, excluded, NamespaceFilter(config, resolver))
    }

    private init(
        _ name: String,
        _ resolver: ClassResolver,
        _ excluded: ObjectName?,
        _ namespaces: NamespaceFilter?
    ) {
        let known = resolver.knownBindings[name] ?? AlbConfigBindings(leadingTo: name, resolver)
        albConfigName = name
        self.resolver = resolver
        self.excluded = excluded
        self.namespaces = namespaces
        bindings = known.keys
        let knowsClasses = resolver.profile == .legacy || resolver.snapshot.knows(.ingressClass)
        isComplete = known.isComplete && knowsClasses && resolver.snapshot.knows(.ingress)
    }

    /// All of them.
    package var all: ObjectNames { names(keys(.binding)) }

    /// Those that use a listener.
    package func users(of listener: ListenerKey) -> ObjectNames {
        names(
            keys(.listener) { key, variant in
                key.add(variant)
                key.add(listener)
            }
        )
    }

    /// Those that use a listener and are older Knative objects.
    func knativeObjects(on listener: ListenerKey) -> ObjectNames {
        names(
            keys(.knativeObject) { key, variant in
                key.add(variant)
                key.add(listener)
            }
        )
    }

    /// Those that bring a certificate for a listener, a Secret or hosts to find one for.
    package func certificateProviders(for listener: ListenerKey) -> ObjectNames {
        names(certificateKeys(listener) { !$0.isDisjoint(with: [.secret, .hosts]) })
    }

    /// Those that bring a Secret for a listener.
    package func secretProviders(for listener: ListenerKey) -> ObjectNames {
        names(certificateKeys(listener) { $0.contains(.secret) })
    }

    /// Those on a listener whose `spec.tls` names hosts without a Secret.
    package func discoverers(on listener: ListenerKey) -> ObjectNames {
        names(certificateKeys(listener) { $0.contains(.openEntry) })
    }

    private func certificateKeys(_ listener: ListenerKey, where isWanted: (CertificateSupply) -> Bool) -> [[UInt8]] {
        let codes = CertificateSupply.all.filter(isWanted).map(\.rawValue)
        let all = keys(.certificate) { key, variant in
            key.add(variant)
            key.add(listener)
        }
        return all.flatMap { key in codes.map { key + [$0] } }
    }

    /// How many forwarding rules they make.
    package var ruleLoad: Int { names(keys(.ruleLoad) { $0.add($1) }).weight }

    /// Those with an explicit order; the oldest controller reads one of the two annotations only.
    package func holders(ofOrder order: Int) -> ObjectNames {
        guard let number = UInt16(exactly: order) else { return names([]) }
        return names(
            orderKeys.map { key in
                var key = IndexKey(raw: key)
                key.add(number)
                return key.bytes
            }
        )
    }

    var orderKeys: [[UInt8]] {
        keys(.order).flatMap { key in (resolver.profile == .legacy ? [1] : [1, 2] as [UInt8]).map { key + [$0] } }
    }

    var tree: OrderedBytes { resolver.snapshot.tree }

    func names(_ prefixes: [[UInt8]], isComplete: Bool = true) -> ObjectNames {
        ObjectNames(tree, prefixes, except: excluded, in: namespaces, isComplete: isComplete && self.isComplete)
    }

    func keys(_ index: SnapshotIndex) -> [[UInt8]] { bindings.map { [index.rawValue] + $0 } }

    /// One key for each binding and each variant that counts for the profile.
    func keys(_ index: SnapshotIndex, _ extend: (inout IndexKey, UInt8) -> Void) -> [[UInt8]] {
        keys(index).flatMap { binding in
            ProfileVariant.of(resolver.profile).map { variant in
                var key = IndexKey(raw: binding)
                extend(&key, variant.rawValue)
                return key.bytes
            }
        }
    }
}

extension NamespaceFilter {
    /// Nil where the name says it all: a cluster-scoped AlbConfig, or the only one of its name.
    fileprivate init?(_ config: AlbConfig, _ resolver: ClassResolver) {
        let name = ObjectName(config.metadata)
        guard !name.namespace.isEmpty else { return nil }
        let namesakes = resolver.snapshot.indexes.albConfigs(named: name.name)
        guard namesakes.count > 1 else { return nil }
        let all = namesakes.prefix(namesakes.count)
        // A cluster-scoped one, which sorts among the others by its bare name, comes first for all.
        guard !all.contains(ObjectName("", name.name)) else {
            self.init(namespace: nil, isFallback: false, taken: [])
            return
        }
        let fallback = all.contains(ObjectName("kube-system", name.name)) ? "kube-system" : all.last?.namespace
        self.init(
            namespace: name.namespace,
            isFallback: fallback == name.namespace,
            taken: Set(all.map(\.namespace))
        )
    }
}
