import ALBController
import JSON
import Kubernetes

extension Settings {
    /// Reads the configuration file, in full before any of it counts.
    package init(parsing bytes: [UInt8], catalog: RuleCatalog) throws(SettingsError) {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes)
        } catch {
            throw SettingsError(path: "", problem: error.reason.text, position: error.position)
        }
        if let key = document.duplicateKey {
            throw SettingsError(
                path: document.path(of: key),
                problem: "duplicate key",
                position: document.position(key)
            )
        }
        try self.init(document, catalog)
    }

    private init(_ document: JSONDocument, _ catalog: RuleCatalog) throws(SettingsError) {
        self.init()
        let root = SettingsNode(document)
        try root.knows([
            "profile", "preset", "rules", "defaulting", "network", "exempt", "ingressClasses", "controllers",
        ])
        rules.profile = try root.choice("profile") ?? .ack
        rules.preset = try root.choice("preset") ?? .default
        rules.overrides = try root.severities("rules", catalog)
        if let node = try root.object("defaulting") { try readDefaulting(node) }
        if let node = try root.object("network") {
            try node.knows(["plugin"])
            network.plugin = try node.choice("plugin") ?? .auto
        }
        if let node = try root.object("exempt") {
            try node.knows(["namespaces", "users", "groups"])
            exempt.namespaces = Set(try node.strings("namespaces") ?? [])
            exempt.users = Set(try node.strings("users") ?? [])
            exempt.groups = Set(try node.strings("groups") ?? [])
        }
        if let names = try root.strings("ingressClasses") { ingressClasses = Set(names) }
        if let names = try root.strings("controllers") { controllers = Set(names) }
    }

    private mutating func readDefaulting(_ node: SettingsNode) throws(SettingsError) {
        try node.knows(["ingressClass", "listenPorts"])
        if let inner = try node.object("ingressClass") {
            try inner.knows(["name", "mode"])
            defaulting.ingressClass.name = try inner.string("name") ?? defaulting.ingressClass.name
            defaulting.ingressClass.mode = try inner.choice("mode") ?? .auto
            guard !defaulting.ingressClass.name.isEmpty else { throw inner.failure("name", "must not be empty") }
        }
        if let inner = try node.object("listenPorts") {
            try inner.knows(["mode"])
            defaulting.listenPorts = try inner.choice("mode") ?? .seed
        }
    }
}
