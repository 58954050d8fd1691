/// ``ClassResolver`` for what indexes know of an Ingress.
extension ClassResolver {
    func isALB(_ key: BindingKey) -> Bool {
        guard profile != .legacy else { return key.isLegacyALB }
        switch key.source {
        case .none: return false
        case .field: return isALB(className: key.className) == true
        case .annotation: return takesLiteral(key.className) || isALB(className: key.className) == true
        }
    }

    /// Where the chain of an Ingress of ALB ends; nil for others and where that is not known.
    func albConfigName(of key: BindingKey) -> String? {
        guard isALB(key) else { return nil }
        let known = snapshot.ingressClasses[key.className]
        let isLiteral = key.source == .annotation && takesLiteral(key.className)
        let isSetOnly = profile != .legacy && known == nil && !isLiteral
        return isSetOnly ? key.albConfig : albConfigName(annotation: key.albConfig, known)
    }
}
