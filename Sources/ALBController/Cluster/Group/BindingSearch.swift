import Kubernetes

/// The bindings of Ingresses that lead to an AlbConfig.
struct AlbConfigBindings {
    /// Their keys, without the index in front; each has Ingresses.
    let keys: [[UInt8]]
    /// False where far too many classes lead to the AlbConfig.
    let isComplete: Bool

    /// So many classes and other bindings of one AlbConfig are told apart.
    private static let limit = 1024

    init(leadingTo albConfig: String, _ resolver: ClassResolver) {
        var search = BindingSearch(resolver)
        search.find(albConfig: albConfig, limit: Self.limit)
        keys = search.found
        isComplete = search.isComplete
    }
}

/// Finds the bindings of Ingresses that lead to an AlbConfig.
private struct BindingSearch {
    private(set) var found: [[UInt8]] = []
    private(set) var isComplete = true
    private let resolver: ClassResolver
    private let tree: OrderedBytes

    init(_ resolver: ClassResolver) {
        self.resolver = resolver
        tree = resolver.snapshot.tree
    }

    mutating func find(albConfig name: String, limit: Int) {
        guard !name.isEmpty else { return }
        findNaming(name, limit)
        if resolver.profile != .legacy {
            findByClass(name, limit)
        } else if name == "default" {
            findNaming(nil, limit)
        }
    }

    /// Those with the AlbConfig in the annotation; nil: without annotation, whatever the class.
    private mutating func findNaming(_ albConfig: String?, _ limit: Int) {
        var key = IndexKey(.binding)
        key.add(albConfigOf: albConfig)
        // The oldest controller has one class.
        if resolver.profile == .legacy { key.add(2 as UInt8) }
        let isLegacy = resolver.profile == .legacy
        let wasAll = tree.parts(after: key.bytes, limit: limit) { reader in
            reader.bindingRest(albConfig, isLegacyALB: isLegacy ? true : nil)
        } _: { binding, prefix in
            if resolver.isALB(binding) { found.append(Array(prefix.dropFirst())) }
        }
        if !wasAll { isComplete = false }
    }

    private mutating func findByClass(_ name: String, _ limit: Int) {
        let indexes = resolver.snapshot.indexes
        var classes = names(indexes.classes(ofAlbConfig: name), limit)
        if name == "default" {
            classes += names(indexes.classes(ofAlbConfig: ""), limit)
            // The annotation "alb" needs no class of that name.
            if !classes.contains("alb") { classes.append("alb") }
        }
        for className in classes {
            for source in [BindingKey.Source.field, .annotation] {
                var binding = BindingKey(albConfig: nil, isLegacyALB: false, source: source, className: className)
                guard resolver.albConfigName(of: binding) == name else { continue }
                // Where the annotation names the class, the oldest controller takes that of one name alone.
                for isLegacyALB in source == .annotation ? [className == "alb"] : [false, true] {
                    binding.isLegacyALB = isLegacyALB
                    var key = IndexKey(.binding)
                    key.add(binding)
                    guard tree.hasKey(in: key.bytes) else { continue }
                    found.append(Array(key.bytes.dropFirst()))
                }
            }
        }
    }

    private mutating func names(_ classes: ObjectNames, _ limit: Int) -> [String] {
        let names = classes.prefix(limit + 1)
        if names.count > limit { isComplete = false }
        return names.prefix(limit).map(\.name)
    }
}
