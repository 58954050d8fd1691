import Kubernetes

extension IndexKey {
    mutating func add(_ key: HostAndPath) {
        add(key.host)
        add(key.path)
    }

    /// The listeners of a path; of more than an ALB has by its quota only that they are many.
    mutating func add(landing listeners: [ListenerKey]) {
        guard listeners.count <= Landing.limit else {
            add(Landing.many)
            return
        }
        add(UInt8(truncatingIfNeeded: listeners.count))
        for listener in listeners { add(listener) }
    }

    mutating func add(_ port: IngressBackendPort) {
        switch port {
        case .none: add(1 as UInt8)
        case .number(let number):
            add(2 as UInt8)
            add(String(number))
        case .name(let name):
            add(3 as UInt8)
            add(name)
        }
    }
}

/// How the listeners of a path stand in a key.
enum Landing {
    static let limit = 50
    static let many: UInt8 = 0xFF
}

extension IndexKeyReader {
    /// Nil for many.
    mutating func landing() -> [ListenerKey]? {
        let count = byte()
        guard count != Landing.many else { return nil }
        return (0..<count).compactMap { _ in listener() }
    }
}
