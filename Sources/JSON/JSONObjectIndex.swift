/// Looks up many keys of one object, in time linear in the size of the object and of the keys.
struct JSONObjectIndex {
    private let document: JSONDocument
    private let object: JSONNode
    private var values: [[UInt8]: JSONNode]?

    init(_ object: JSONNode, in document: JSONDocument) {
        self.document = document
        self.object = object
        guard document.count(object) > JSONDuplicateKeys.linearLimit else { return }
        var values: [[UInt8]: JSONNode] = [:]
        values.reserveCapacity(document.count(object))
        for member in document.members(object) { values[document.utf8(member.key)] = member.value }
        self.values = values
    }

    /// The value of the member whose key is the same string as `key`, a string node of `other`.
    func value(forKey key: JSONNode, in other: JSONDocument) -> JSONNode? {
        if values == nil, !other.entry(key).isEscaped {
            return other.bytes.withUnsafeBufferPointer { source in
                document.member(UnsafeBufferPointer(rebasing: source[other.entry(key).inner]), of: object)
            }
        }
        let name = other.utf8(key)
        if let values { return values[name] }
        return name.withUnsafeBufferPointer { document.member($0, of: object) }
    }
}
