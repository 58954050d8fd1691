import JSON

/// The listeners that an AlbConfig declares, as the ports of Ingresses meet them.
package struct DeclaredListeners {
    /// The first of equal ones counts.
    private var byKey: [(key: ListenerKey, listener: AlbConfigListener)] = []
    private var indexes: [ListenerKey: Int] = [:]
    private let profile: ControllerProfile

    /// Up to so many entries a search is faster than a table.
    private static let tableFrom = 8

    init(_ config: AlbConfig?, profile: ControllerProfile) {
        self.profile = profile
        for listener in config?.listeners ?? [] { if let key = listener.key { byKey.append((key, listener)) } }
        guard byKey.count >= Self.tableFrom else { return }
        for (index, entry) in byKey.enumerated() where indexes[entry.key] == nil { indexes[entry.key] = index }
    }

    package subscript(key: ListenerKey) -> AlbConfigListener? {
        if byKey.count >= Self.tableFrom { return indexes[key].map { byKey[$0].listener } }
        return byKey.first { $0.key == key }?.listener
    }

    /// What the AlbConfig has on the port instead; the managed controller minds it only where the right one is missing.
    package func opponent(of key: ListenerKey) -> AlbConfigListener? {
        guard let other = key.conflicting, let holder = self[other] else { return nil }
        return profile == .ack && self[key] != nil ? nil : holder
    }
}

extension AlbConfigListener {
    /// Whether the controller's own check sees the conflict: it compares integer ports and exact protocols only, so a
    /// port in quotes escapes it and fails at the cloud.
    package func isSeen(opposing key: ListenerKey) -> Bool {
        value["port"]?.integer == key.port && protocolText == key.conflicting?.listenerProtocol.rawValue
    }
}

extension ListenerKey {
    /// The listener that cannot exist beside this one: HTTP against HTTPS; QUIC shares its port with either.
    package var conflicting: ListenerKey? {
        switch listenerProtocol {
        case .http: ListenerKey(port, .https)
        case .https: ListenerKey(port, .http)
        case .quic: nil
        }
    }
}
