import Kubernetes

/// One port for HTTP and for HTTPS.
package struct ListenerClash {
    package enum Opponent {
        /// The Ingress wants the port for both.
        case itself
        /// The AlbConfig serves the other protocol there; `isSeen`: the controller's own check finds it.
        case albConfig(AlbConfigListener, isSeen: Bool)
        /// Another Ingress uses the port for the other protocol, and the AlbConfig has it for neither.
        case neighbour(ObjectName)
    }

    /// The listener that the Ingress asks for.
    package var key: ListenerKey
    package var opponent: Opponent
}

extension IngressModel {
    /// The Ingress' own contradictions first, then those with the AlbConfig, then those with other Ingresses.
    func findListenerClashes() -> [ListenerClash] {
        guard let keys = facts.listeners?.listeners else { return [] }
        var clashes: [ListenerClash] = []
        var open: [ListenerKey] = []
        let all = keys.count > Self.searchLimit ? Set(keys) : nil
        for key in keys {
            if let other = key.conflicting, all?.contains(other) ?? keys.contains(other) {
                if key.listenerProtocol == .https { clashes.append(ListenerClash(key: key, opponent: .itself)) }
            } else {
                open.append(key)
            }
        }
        for key in open {
            guard let holder = declared.opponent(of: key) else { continue }
            let isSeen = holder.isSeen(opposing: key)
            clashes.append(ListenerClash(key: key, opponent: .albConfig(holder, isSeen: isSeen)))
        }
        guard let neighbours else { return clashes }
        for key in open where declared[key] == nil && declared.opponent(of: key) == nil {
            guard let other = key.conflicting, let user = neighbours.users(of: other).first else { continue }
            clashes.append(ListenerClash(key: key, opponent: .neighbour(user)))
        }
        return clashes
    }

    /// Up to so many a search is faster than a table.
    private static var searchLimit: Int { 8 }

    /// Listeners that the AlbConfig does not have, and about which there is no clash with it or in the Ingress itself.
    package var undeclaredListeners: [ListenerKey] {
        guard albConfig != nil else { return [] }
        return undisputedListeners.filter { declared[$0] == nil }
    }

    /// Listeners whose protocol the AlbConfig writes in other letters, which the open controllers compare.
    package var misspeltListeners: [(key: ListenerKey, listener: AlbConfigListener)] {
        guard profile.createsListeners else { return [] }
        return undisputedListeners.compactMap { key in
            guard let found = declared[key], !found.protocolText.isEmpty,
                found.protocolText != key.listenerProtocol.rawValue
            else { return nil }
            return (key, found)
        }
    }

    private var undisputedListeners: [ListenerKey] {
        guard let keys = facts.listeners?.listeners else { return [] }
        var disputed: Set<Int> = []
        for clash in listenerClashes {
            if case .neighbour = clash.opponent { continue }
            disputed.insert(clash.key.port)
        }
        return keys.filter { $0.listenerProtocol == .quic || !disputed.contains($0.port) }
    }
}
