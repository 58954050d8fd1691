import Kubernetes

enum ObjectKey {
    static func of(_ kind: ObjectKind, _ name: ObjectName) -> [UInt8] { of(kind).finished(name) }

    static func of(_ kind: ObjectKind) -> IndexKey {
        var key = IndexKey(.object)
        key.add(code(kind))
        return key
    }

    /// Nil for the key of another index.
    static func kind(of key: ArraySlice<UInt8>) -> ObjectKind? {
        guard key.first == SnapshotIndex.object.rawValue, let code = key.dropFirst().first else { return nil }
        return ObjectKind.allCases.first { self.code($0) == code }
    }

    private static func code(_ kind: ObjectKind) -> UInt8 {
        switch kind {
        case .ingress: 1
        case .service: 2
        case .secret: 3
        case .albConfig: 4
        case .ingressClass: 5
        case .namespace: 6
        }
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
