/// Changes to one document that do not touch each other, each said in terms of the document as it is.
///
/// What cannot be said like that is refused, and the caller splices in what is there and starts again.
struct JSONPendingChanges {
    /// A value, and the containers from the root to it.
    struct Place {
        var node: JSONNode
        var ancestors: [JSONNode]
    }

    enum Lookup<Found> {
        case found(Found)
        case missing
        /// Not known before what is pending is spliced in.
        case changed
    }

    private let document: JSONDocument
    private var replaced: [JSONNode: [UInt8]] = [:]
    private var containers: [JSONNode: JSONContainerChange] = [:]
    /// Values in which something is changed.
    private var touched: Set<JSONNode> = []

    init(_ document: JSONDocument) {
        self.document = document
    }

    var isEmpty: Bool { replaced.isEmpty && containers.isEmpty }

    func lookUp(_ path: JSONPointer, _ children: inout JSONChildLookup, mayBeChanged: Bool) -> Lookup<Place> {
        var place = Place(node: document.root, ancestors: [])
        for token in path.tokens {
            if replaced[place.node] != nil { return .changed }
            let next: Lookup<JSONNode>
            switch document.kind(place.node) {
            case .object: next = member(token, of: place.node, &children)
            case .array: next = element(token, of: place.node, &children)
            default: next = .missing
            }
            switch next {
            case .found(let node):
                place.ancestors.append(place.node)
                place.node = node
            case .missing: return .missing
            case .changed: return .changed
            }
        }
        if replaced[place.node] != nil || (!mayBeChanged && touched.contains(place.node)) { return .changed }
        return .found(place)
    }

    func member(_ token: String, of object: JSONNode, _ children: inout JSONChildLookup) -> Lookup<JSONNode> {
        let change = containers[object]
        if let change, change.appendedKeys.contains(Array(token.utf8)) { return .changed }
        guard let node = children.member(token, of: object) else { return .missing }
        return change?.removed.contains(node) == true ? .missing : .found(node)
    }

    private func element(_ token: String, of array: JSONNode, _ children: inout JSONChildLookup) -> Lookup<JSONNode> {
        guard let index = JSONPointer.arrayIndex(token), index < count(array) else { return .missing }
        guard let change = containers[array], index >= change.firstMovedIndex else {
            return children.element(index, of: array).map { .found($0) } ?? .changed
        }
        return .changed
    }

    /// The number of children after all changes.
    func count(_ container: JSONNode) -> Int {
        document.count(container) + (containers[container]?.growth ?? 0)
    }

    mutating func replace(_ place: Place, with value: [UInt8]) {
        replaced[place.node] = value
        touched.formUnion(place.ancestors)
    }

    /// `key` is not there yet.
    mutating func append(_ value: [UInt8], forKey key: String, to object: Place) {
        containers[object.node, default: JSONContainerChange()].append(value, forKey: key)
        touch(object)
    }

    /// False when it must wait.
    mutating func insert(_ value: [UInt8], at index: Int, into array: Place) -> Bool {
        let count = document.count(array.node)
        guard containers[array.node, default: JSONContainerChange()].insert(value, at: index, count: count) else {
            return false
        }
        touch(array)
        return true
    }

    /// False when it must wait.
    ///
    /// `index` is the place in an array.
    mutating func remove(_ place: Place, at index: Int?) -> Bool {
        guard let parent = place.ancestors.last else { return false }
        let isArray = document.kind(parent) == .array
        guard
            containers[parent, default: JSONContainerChange()].remove(place.node, at: isArray ? index : nil)
        else { return false }
        touched.formUnion(place.ancestors)
        return true
    }

    private mutating func touch(_ place: Place) {
        touched.formUnion(place.ancestors)
        touched.insert(place.node)
    }

    /// All changes in the order of the text, none within another.
    var edits: [TextEdit] {
        var edits = replaced.map { TextEdit(range: document.range($0.key), replacement: $0.value) }
        for (container, change) in containers { edits += document.edits(of: change, in: container) }
        edits.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        return edits
    }

    /// The text of the document with all changes.
    func splice() -> [UInt8] {
        let edits = edits
        var text: [UInt8] = []
        text.reserveCapacity(document.bytes.count + edits.reduce(0) { $0 + $1.replacement.count })
        var position = 0
        for edit in edits {
            text += document.bytes[position..<edit.range.lowerBound]
            text += edit.replacement
            position = edit.range.upperBound
        }
        return text + document.bytes[position...]
    }
}
