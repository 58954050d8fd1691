import JSON

/// Which entry of `spec.listeners` becomes a listener, and which one gets the rules of a port.
///
/// Entries that have the same port and protocol once defaults are filled in share one identity: the first of them is
/// created, the others never get an id. Rules go to the last entry with the port and protocol as written, to which the
/// controller adds one when no text is the same; when that is not the first, they wait for an id that never comes.
///
/// Source: `run` in `model_builder.go`, `buildListener` in `model_build_listener.go` and `syncIngress` in
/// `alb_controller.go` of alibaba/alibaba-load-balancer-controller.
package struct ListenerEntries {
    private let listeners: [AlbConfigListener]

    package init(_ listeners: [AlbConfigListener]) {
        self.listeners = listeners
    }

    /// Two entries of one identity, of which the second gets the rules.
    package struct Collision {
        package var created: AlbConfigListener
        /// Nil for the one that the controller adds.
        package var waiting: AlbConfigListener?
    }

    /// What keeps the rules of an Ingress on this port from being made.
    package func collision(on key: ListenerKey) -> Collision? {
        let name = key.listenerProtocol.rawValue
        var created: AlbConfigListener?
        var waiting: AlbConfigListener?
        var isWritten = false
        for listener in listeners where listener.isObject {
            let id = listener.modelID
            guard id.port == key.port, id.protocolText == name else { continue }
            if created == nil { created = listener }
            guard listener.port == key.port, listener.protocolText == name else { continue }
            waiting = listener
            if listener.hasExactText(of: key) { isWritten = true }
        }
        guard let created else { return nil }
        guard isWritten else { return Collision(created: created, waiting: nil) }
        return waiting?.index == created.index ? nil : Collision(created: created, waiting: waiting)
    }

    /// Whether the controller sees that the AlbConfig has the listener already.
    func hasExactText(of key: ListenerKey) -> Bool { listeners.contains { $0.isObject && $0.hasExactText(of: key) } }
}

extension AlbConfigListener {
    /// `port.String()` and the protocol as written, which the controller compares.
    fileprivate func hasExactText(of key: ListenerKey) -> Bool {
        protocolText == key.listenerProtocol.rawValue && port == key.port && !hasOddPort
    }
}
