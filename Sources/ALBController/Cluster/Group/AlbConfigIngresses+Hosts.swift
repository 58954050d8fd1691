import Kubernetes

/// Names that were listed up to a number.
package struct BoundedNames: Sendable {
    package var names: [ObjectName]
    /// False: there were more.
    package var isComplete: Bool
}

extension AlbConfigIngresses {
    /// A host has at most 253 characters, so that is more labels than any has.
    private static var labelLimit: Int { 128 }

    /// Ingresses with a rule that can answer a request which a rule for `host` can answer.
    ///
    /// Those of the host itself come first, then those of the wildcards above it, those for every host, and, below a
    /// wildcard or the empty host, those of all hosts there.
    package func meeting(host: String, limit: Int) -> BoundedNames {
        var collector = Collector(limit: limit)
        collector.add(users(ofHost: host))
        let wildcards = Self.wildcards(above: host)
        for wildcard in wildcards.prefix(Self.labelLimit) { collector.add(users(ofHost: wildcard)) }
        if wildcards.count > Self.labelLimit { collector.isComplete = false }
        if !host.isEmpty { collector.add(users(ofHost: "")) }
        if host.isEmpty {
            addHosts(below: "", to: &collector)
        } else if host.hasPrefix("*.") {
            addHosts(below: host.dropFirst(), to: &collector)
        }
        return BoundedNames(names: collector.names, isComplete: collector.isComplete && isComplete)
    }

    /// Ingresses with a rule for a host as written; the empty one is of rules for every host.
    package func users(ofHost host: String) -> ObjectNames {
        names(
            keys(.host).map { binding in
                var key = IndexKey(raw: binding)
                key.add(backwards: host.utf8, isWhole: true)
                return key.bytes
            }
        )
    }

    /// `*.b.example.com`, `*.example.com` and `*.com` for `a.b.example.com`.
    private static func wildcards(above host: String) -> [String] {
        var found: [String] = []
        var rest = Substring(host.hasPrefix("*.") ? host.dropFirst(2) : Substring(host))
        while found.count <= labelLimit, let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            found.append("*.\(rest)")
        }
        return found
    }

    private func addHosts(below domain: Substring, to collector: inout Collector) {
        for binding in keys(.host) {
            var key = IndexKey(raw: binding)
            key.add(backwards: domain.utf8, isWhole: false)
            let prefix = key.bytes
            tree.scan(prefix) { entry in
                var reader = IndexKeyReader(entry.key, from: prefix.count)
                reader.skipText()
                let name = reader.name()
                guard allows(name) else { return true }
                tree.recorder?.note(.ingress, name)
                return collector.add(name)
            }
        }
    }

    func allows(_ name: ObjectName) -> Bool { name != excluded && namespaces?.allows(name.namespace) ?? true }

    private struct Collector {
        let limit: Int
        private(set) var names: [ObjectName] = []
        var isComplete = true
        private var seen: Set<ObjectName> = []
        /// An Ingress may come again and again.
        private var looks = 0

        init(limit: Int) {
            // Room for the one that tells of more.
            self.limit = min(limit, 1 << 24)
        }

        mutating func add(_ list: ObjectNames) {
            guard isComplete else { return }
            for name in list.prefix(limit &+ 1) where !add(name) { return }
        }

        /// False when there is no room.
        mutating func add(_ name: ObjectName) -> Bool {
            looks += 1
            guard !seen.contains(name) else {
                if looks > 16 * limit + 1024 { isComplete = false }
                return isComplete
            }
            guard names.count < limit else {
                isComplete = false
                return false
            }
            seen.insert(name)
            names.append(name)
            return true
        }
    }
}
