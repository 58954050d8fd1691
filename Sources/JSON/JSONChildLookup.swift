/// Finds children by key or index; containers that are asked often get an index, so many questions take linear time.
struct JSONChildLookup {
    private static let scansBeforeIndexing = 8

    private let document: JSONDocument
    private var scans: [JSONNode: Int] = [:]
    private var members: [JSONNode: [[UInt8]: JSONNode]] = [:]
    private var elements: [JSONNode: [JSONNode]] = [:]

    init(_ document: JSONDocument) {
        self.document = document
    }

    mutating func member(_ token: String, of object: JSONNode) -> JSONNode? {
        if let known = members[object] { return known[Array(token.utf8)] }
        guard isAskedOften(object) else { return document.member(token, of: object) }
        var all: [[UInt8]: JSONNode] = [:]
        all.reserveCapacity(document.count(object))
        for member in document.members(object) { all[document.utf8(member.key)] = member.value }
        members[object] = all
        return all[Array(token.utf8)]
    }

    mutating func element(_ index: Int, of array: JSONNode) -> JSONNode? {
        guard index < document.count(array) else { return nil }
        if let known = elements[array] { return known[index] }
        guard isAskedOften(array) else { return document.elements(array).dropFirst(index).first { _ in true } }
        let all = Array(document.elements(array))
        elements[array] = all
        return all[index]
    }

    private mutating func isAskedOften(_ container: JSONNode) -> Bool {
        guard document.count(container) > JSONDuplicateKeys.linearLimit else { return false }
        scans[container, default: 0] += 1
        return scans[container, default: 0] > Self.scansBeforeIndexing
    }
}
