import ALBController
import Admission
import JSON

/// What an update does to the list of listeners.
struct ListenerChanges {
    struct Move {
        var old: AlbConfigListener
        var new: AlbConfigListener
        var from: ListenerKey
        var to: ListenerKey
    }

    /// Listeners that are gone, in the old order.
    private(set) var removed: [(key: ListenerKey, listener: AlbConfigListener)] = []
    /// Gone listeners that come back on another port or protocol.
    private(set) var moves: [Move] = []

    init(from old: AlbConfig, to new: AlbConfig) {
        let before = Set(old.listenerKeys)
        let after = Set(new.listenerKeys)
        guard !before.isSubset(of: after) else { return }
        var added: [String: [(ListenerKey, AlbConfigListener)]] = [:]
        for listener in new.listeners {
            guard let key = listener.key, !before.contains(key) else { continue }
            for mark in Self.marks(listener) { added[mark, default: []].append((key, listener)) }
        }
        var seen: Set<ListenerKey> = []
        for listener in old.listeners {
            guard let key = listener.key, !after.contains(key), seen.insert(key).inserted else { continue }
            removed.append((key, listener))
            let match = Self.marks(listener).lazy.compactMap { added[$0]?.first }.first
            if let (to, successor) = match {
                moves.append(Move(old: listener, new: successor, from: key, to: to))
            }
        }
    }

    /// By what a listener is recognised on another port; the controller's own descriptions name the port.
    private static func marks(_ listener: AlbConfigListener) -> [String] {
        let description = listener.value["description"]?.string ?? ""
        let certificates = listener.certificates.map { $0["CertificateId"]?.string ?? "" }.filter { !$0.isEmpty }
        var marks: [String] = []
        if !description.isEmpty, !description.hasPrefix(OwnershipDescription.marker) {
            marks.append("d " + description)
        }
        if !certificates.isEmpty { marks.append("c " + certificates.sorted().joined(separator: " ")) }
        return marks
    }
}
