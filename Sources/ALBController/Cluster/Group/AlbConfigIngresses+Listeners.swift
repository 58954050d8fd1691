import Kubernetes

extension AlbConfigIngresses {
    /// More different listeners than this are not listed; an ALB has 50 by its quota.
    package static let listenerLimit = 1024

    /// The listeners that they use, by port and protocol.
    package var listeners: (keys: [ListenerKey], isComplete: Bool) {
        var found: Set<ListenerKey> = []
        var isComplete = isComplete
        for key in keys(.listener, { $0.add($1) }) {
            let isWhole = tree.parts(after: key, limit: Self.listenerLimit, read: { $0.listener() }) {
                listener,
                prefix in
                guard let listener, !found.contains(listener), !names([prefix]).isEmpty else { return }
                found.insert(listener)
            }
            if !isWhole { isComplete = false }
        }
        let sorted = found.sorted { ($0.port, $0.listenerProtocol.rawValue) < ($1.port, $1.listenerProtocol.rawValue) }
        return (sorted, isComplete)
    }

    /// So many users of a listener are looked into for one that makes a rule there.
    private static var makerLimit: Int { 64 }

    /// One that makes a rule on a listener; a canary makes none without a main Ingress.
    package func ruleMaker(on listener: ListenerKey) -> ObjectName? {
        users(of: listener).prefix(Self.makerLimit).first { name in
            guard let ingress = resolver.snapshot.ingresses[name] else { return false }
            return IngressFacts(ingress, profile: resolver.profile).makesRule(on: listener)
        }
    }

    /// A port that one uses for HTTP and another for HTTPS: none of the two gets any further.
    package struct PortConflict: Hashable, Sendable {
        package var port: Int
        package var http: ObjectName
        package var https: ObjectName
    }

    /// The conflict with the lowest port.
    package var portConflict: PortConflict? {
        let keys = listeners.keys
        let secure = Set(keys.lazy.filter { $0.listenerProtocol == .https }.map(\.port))
        for key in keys where key.listenerProtocol == .http && secure.contains(key.port) {
            let others = users(of: ListenerKey(key.port, .https)).prefix(2)
            for http in users(of: key).prefix(2) {
                guard let https = others.first(where: { $0 != http }) else { continue }
                return PortConflict(port: key.port, http: http, https: https)
            }
        }
        return nil
    }

    /// An explicit order that two of them have.
    package struct OrderConflict: Hashable, Sendable {
        package var order: Int
        package var first: ObjectName
        package var second: ObjectName
    }

    /// There are 1 000 orders, so after as many Ingresses one must come twice.
    package var orderConflict: OrderConflict? {
        var seen: [Int: ObjectName] = [:]
        var conflict: OrderConflict?
        for prefix in orderKeys {
            for entry in namedOrders(prefix, limit: GroupOrder.range.count + 1) {
                guard let first = seen.updateValue(entry.name, forKey: entry.order) else { continue }
                conflict = OrderConflict(
                    order: entry.order,
                    first: min(first, entry.name),
                    second: max(first, entry.name)
                )
                return conflict
            }
        }
        return conflict
    }

    private func namedOrders(_ prefix: [UInt8], limit: Int) -> [(order: Int, name: ObjectName)] {
        var found: [(Int, ObjectName)] = []
        tree.scan(prefix) { entry in
            var reader = IndexKeyReader(entry.key, from: prefix.count)
            let order = Int(reader.number())
            let name = reader.name()
            if allows(name) {
                tree.recorder?.note(.ingress, name)
                found.append((order, name))
            }
            return found.count < limit
        }
        return found
    }

    /// The Secrets that HTTPS and QUIC listeners get from them, up to a number; the oldest controller reads none.
    package func listenerSecrets(limit: Int = 256) -> (names: [ObjectName], isComplete: Bool) {
        guard resolver.profile != .legacy else { return ([], isComplete) }
        var found: Set<ObjectName> = []
        var isComplete = isComplete
        for key in keys(.listenerSecret) {
            let isWhole = tree.parts(after: key, limit: limit, read: { $0.objectName() }) { secret, prefix in
                guard !found.contains(secret), !names([prefix]).isEmpty else { return }
                found.insert(secret)
            }
            if !isWhole { isComplete = false }
        }
        let sorted = found.sorted()
        return (Array(sorted.prefix(limit)), isComplete && sorted.count <= limit)
    }
}
