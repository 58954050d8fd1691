import JSON
import Kubernetes

/// The objects of one kind that a snapshot keeps as text; one is decoded each time that it is asked for.
package struct StoredObjects<Value> {
    private let tree: OrderedBytes
    private let kind: ObjectKind
    private let decode: (JSONDocument, JSONNode) -> Value

    init(_ tree: OrderedBytes, _ kind: ObjectKind, _ decode: @escaping (JSONDocument, JSONNode) -> Value) {
        self.tree = tree
        self.kind = kind
        self.decode = decode
    }

    package var count: Int { tree.count(in: ObjectKey.of(kind).prefix) }
    package var isEmpty: Bool { count == 0 }

    package subscript(name: ObjectName) -> Value? { document(name).map { decode($0, $0.root) } }

    package func contains(_ name: ObjectName) -> Bool {
        tree.recorder?.note(kind, name)
        return tree.contains(ObjectKey.of(kind, name))
    }

    /// The length of the object's text, by which a caller may know that looking into it is dear.
    package func size(_ name: ObjectName) -> Int? {
        tree.value(ObjectKey.of(kind, name)).map(CompactText.length)
    }

    /// All names in their order.
    package var keys: [ObjectName] {
        let prefix = ObjectKey.of(kind).bytes
        var names: [ObjectName] = []
        tree.scan(prefix) { found in
            names.append(IndexKeyReader(found.key, from: prefix.count).name())
            return true
        }
        return names
    }

    func document(_ name: ObjectName) -> JSONDocument? {
        tree.recorder?.note(kind, name)
        guard tree.count > 0 else { return nil }
        return tree.value(ObjectKey.of(kind, name)).flatMap { try? JSONDocument(parsing: CompactText.unpack($0)) }
    }
}

extension StoredObjects: Sequence {
    /// In the order of names; one object at a time is in memory.
    package func makeIterator() -> some IteratorProtocol<(key: ObjectName, value: Value)> {
        keys.lazy.compactMap { name in self[name].map { (key: name, value: $0) } }.makeIterator()
    }
}
