import Kubernetes

/// A dictionary whose copies share all but the parts that changed since.
///
/// For kinds of which there are few, such as AlbConfigs, that are kept ready to use.
package struct ShardedTable<Key: LookupKey, Value: Sendable>: Sendable {
    private static var shardCount: Int { 64 }

    private var shards: [[Key: Value]] = Array(repeating: [:], count: shardCount)
    package private(set) var count = 0
    private let kind: ObjectKind
    var recorder: LookupRecorder?

    init(_ kind: ObjectKind) {
        self.kind = kind
    }

    package var isEmpty: Bool { count == 0 }
    package var keys: some Collection<Key> { shards.lazy.flatMap(\.keys) }
    package var values: some Collection<Value> {
        if let recorder, recorder.countsWalks {
            for key in keys { recorder.note(kind, key.objectName) }
        }
        return shards.lazy.flatMap(\.values)
    }

    package internal(set) subscript(key: Key) -> Value? {
        get {
            if let recorder { recorder.note(kind, key.objectName) }
            return count == 0 ? nil : shards[Self.shard(key)][key]
        }
        set {
            let shard = Self.shard(key)
            count -= shards[shard].count
            shards[shard][key] = newValue
            count += shards[shard].count
        }
    }

    private static func shard(_ key: Key) -> Int { Int(UInt(bitPattern: key.hashValue) % UInt(shardCount)) }
}

extension ShardedTable: Sequence {
    package func makeIterator() -> some IteratorProtocol<(key: Key, value: Value)> {
        shards.lazy.joined().map { (key: $0.key, value: $0.value) }.makeIterator()
    }
}
