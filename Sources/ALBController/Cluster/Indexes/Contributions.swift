import Kubernetes

/// What one object adds to the indexes of a snapshot, in the order of keys; taking it out again removes exactly this.
struct Contributions {
    struct Entry: Equatable {
        var key: [UInt8]
        var value: [UInt8] = []
        var weight = 0
    }

    /// Sorted once ``seal()`` was called.
    private(set) var entries: [Entry] = []

    mutating func add(_ key: [UInt8], value: [UInt8] = [], weight: Int = 0) {
        entries.append(Entry(key: key, value: value, weight: weight))
    }

    /// Sorts the entries and makes one of those with the same key, adding up their weights.
    mutating func seal() {
        entries.sort { $1.key.isAfter($0.key) }
        guard zip(entries, entries.dropFirst()).contains(where: { $0.key == $1.key }) else { return }
        var merged: [Entry] = []
        merged.reserveCapacity(entries.count)
        for entry in entries {
            if let last = merged.indices.last, merged[last].key == entry.key {
                merged[last].weight &+= entry.weight
            } else {
                merged.append(entry)
            }
        }
        entries = merged
    }

    /// Puts `new` in place of `old`, both of them sealed; what both have is not touched.
    static func replace(_ old: Contributions, with new: Contributions, in tree: inout OrderedBytes) {
        var added = 0
        for gone in old.entries {
            while added < new.entries.count, gone.key.isAfter(new.entries[added].key) {
                set(new.entries[added], in: &tree)
                added += 1
            }
            guard added < new.entries.count, new.entries[added].key == gone.key else {
                tree.remove(gone.key)
                continue
            }
            if new.entries[added] != gone { set(new.entries[added], in: &tree) }
            added += 1
        }
        for entry in new.entries[added...] { set(entry, in: &tree) }
    }

    private static func set(_ entry: Entry, in tree: inout OrderedBytes) {
        tree.set(entry.key, value: entry.value, weight: entry.weight)
    }
}

extension Contributions {
    init(_ name: ObjectName, _ config: AlbConfig) {
        var key = IndexKey(.albConfigByName)
        key.add(name.name)
        add(key.finished(name))
        for id in Set([config.id, config.statusID]) where !id.isEmpty {
            var key = IndexKey(.albConfigByALB)
            key.add(id)
            add(key.finished(name))
        }
        seal()
    }

    init(_ name: ObjectName, _ ingressClass: IngressClass) {
        if ingressClass.isDefault { add(IndexKey(.defaultClass).finished(name)) }
        var controller = IndexKey(.classByController)
        controller.add(ingressClass.controller)
        add(controller.finished(name))
        if let parameters = ingressClass.parameters {
            var key = IndexKey(.classByAlbConfig)
            key.add(parameters.name)
            add(key.finished(name))
        } else {
            add(IndexKey(.classWithoutParameters).finished(name))
        }
        seal()
    }

    init(secret name: ObjectName) {
        var key = IndexKey(.secretByName)
        key.add(name.name)
        add(key.finished(name))
    }
}
