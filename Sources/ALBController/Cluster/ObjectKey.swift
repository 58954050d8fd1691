import Kubernetes

enum ObjectKey {
    static func of(_ kind: ObjectKind, _ name: ObjectName) -> [UInt8] { of(kind).finished(name) }

    static func of(_ kind: ObjectKind) -> IndexKey {
        var key = IndexKey(.object)
        switch kind {
        case .ingress: key.add(1 as UInt8)
        case .service: key.add(2 as UInt8)
        case .secret: key.add(3 as UInt8)
        case .albConfig: key.add(4 as UInt8)
        case .ingressClass: key.add(5 as UInt8)
        case .namespace: key.add(6 as UInt8)
        }
        return key
    }
}

enum StopKey {
    static func of(_ name: ObjectName, _ ingress: Ingress) -> [UInt8] {
        var key = IndexKey(.ingressStop)
        key.add(BindingKey(ingress))
        return key.finished(name)
    }

    static func of(_ albConfig: ObjectName) -> [UInt8] {
        var key = IndexKey(.albConfigStop)
        key.add(albConfig.name)
        return key.finished(albConfig)
    }
}
