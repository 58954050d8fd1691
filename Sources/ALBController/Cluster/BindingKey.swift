package import Kubernetes

/// What an Ingress says about its class and AlbConfig: all that ``ClassResolver`` reads of it.
///
/// Indexes are by this and not by AlbConfig, because IngressClasses change without the Ingresses that name them.
package struct BindingKey: Hashable, Sendable {
    /// Where the class name stands that the newer controllers read; the field wins.
    package enum Source: UInt8, Sendable {
        case none = 1
        case field
        case annotation
    }

    /// From the annotation.
    package var albConfig: String?
    /// Whether the oldest controller takes it: the annotation, else the field, is `alb`.
    package var isLegacyALB: Bool
    package var source: Source
    /// Empty without a class.
    package var className: String

    package init(albConfig: String?, isLegacyALB: Bool, source: Source, className: String) {
        self.albConfig = albConfig
        self.isLegacyALB = isLegacyALB
        self.source = source
        self.className = className
    }

    package init(_ ingress: Ingress) {
        let annotation = ingress.metadata.annotations[AnnotationKey.ingressClass]
        albConfig = ingress.metadata.annotations[AnnotationKey.albConfigName]
        isLegacyALB = (annotation ?? ingress.ingressClassName) == "alb"
        source = ingress.ingressClassName != nil ? .field : annotation != nil ? .annotation : .none
        className = ingress.ingressClassName ?? annotation ?? ""
    }
}

extension IndexKey {
    /// The parts go from the AlbConfig to the class, so that a beginning of them is a range.
    mutating func add(_ binding: BindingKey) {
        add(albConfigOf: binding.albConfig)
        add(binding.isLegacyALB ? 2 : 1 as UInt8)
        add(binding.source.rawValue)
        add(binding.className)
    }

    mutating func add(albConfigOf name: String?) {
        add(name == nil ? 1 : 2 as UInt8)
        if let name { add(name) }
    }
}

extension IndexKeyReader {
    mutating func binding() -> BindingKey {
        let albConfig = byte() == 2 ? text() : nil
        return bindingRest(albConfig, isLegacyALB: nil)
    }

    /// What follows the parts that are known already.
    mutating func bindingRest(_ albConfig: String?, isLegacyALB known: Bool?) -> BindingKey {
        let isLegacyALB = known ?? (byte() == 2)
        let source = BindingKey.Source(rawValue: byte()) ?? .none
        return BindingKey(albConfig: albConfig, isLegacyALB: isLegacyALB, source: source, className: text())
    }
}
