extension JSONPatch {
    /// A patch that turns the value of `from` into that of `to`.
    ///
    /// Objects are compared by key and arrays by place, after their common beginning and end when they differ in length;
    /// only what differs is named. Neither document may have duplicate keys: ``apply(to:)-([UInt8])`` refuses those.
    package static func difference(from: JSONDocument, to: JSONDocument) -> JSONPatch {
        var difference = JSONDifference(from: from, to: to)
        difference.run()
        return JSONPatch(difference.operations)
    }
}

private struct JSONDifference {
    private let from: JSONDocument
    private let to: JSONDocument
    private(set) var operations: [JSONPatch.Operation] = []
    /// Places still to compare; a place names its parent, so that a deep document needs no long paths.
    private var open: [(old: JSONNode, new: JSONNode, place: Int)]
    /// Spares most of two large documents that differ in one place.
    private let common: CommonText
    private var places: [(parent: Int, token: Token)] = [(-1, .index(0))]

    private enum Token {
        case index(Int)
        case oldKey(JSONNode)
        case newKey(JSONNode)
    }

    init(from: JSONDocument, to: JSONDocument) {
        self.from = from
        self.to = to
        open = [(from.root, to.root, 0)]
        common = CommonText(from.bytes, to.bytes)
    }

    mutating func run() {
        while let (old, new, place) = open.popLast() {
            if common.contains(from.range(old), to.range(new)) { continue }
            switch (from.kind(old), to.kind(new)) {
            case (.object, .object): compareObjects(old, new, at: place)
            case (.array, .array): compareArrays(old, new, at: place)
            case (let left, let right):
                if left == right, from.isEqual(old, to: new, in: to) { continue }
                operations.append(.replace(path: pointer(place), value: text(new)))
            }
        }
    }

    private mutating func compareObjects(_ old: JSONNode, _ new: JSONNode, at place: Int) {
        let oldIndex = JSONObjectIndex(old, in: from)
        let newIndex = JSONObjectIndex(new, in: to)
        let firstOpen = open.count
        for member in from.members(old) {
            if let value = newIndex.value(forKey: member.key, in: from) {
                open.append((member.value, value, child(.oldKey(member.key), of: place)))
            } else {
                operations.append(.remove(path: pointer(place, .oldKey(member.key))))
            }
        }
        open[firstOpen...].reverse()
        for member in to.members(new) where oldIndex.value(forKey: member.key, in: to) == nil {
            operations.append(.add(path: pointer(place, .newKey(member.key)), value: text(member.value)))
        }
    }

    private mutating func compareArrays(_ old: JSONNode, _ new: JSONNode, at place: Int) {
        let left = Array(from.elements(old))
        let right = Array(to.elements(new))
        let (prefix, suffix) = left.count == right.count ? (0, 0) : commonEnds(left, right)
        let paired = min(left.count, right.count) - suffix
        for index in (prefix..<paired).reversed() {
            open.append((left[index], right[index], child(.index(index), of: place)))
        }
        for index in (paired..<left.count - suffix).reversed() {
            operations.append(.remove(path: pointer(place, .index(index))))
        }
        for index in paired..<right.count - suffix {
            operations.append(.add(path: pointer(place, .index(index)), value: text(right[index])))
        }
    }

    /// The number of equal elements at the beginning and at the end.
    private func commonEnds(_ left: [JSONNode], _ right: [JSONNode]) -> (prefix: Int, suffix: Int) {
        let shorter = min(left.count, right.count)
        var prefix = 0
        while prefix < shorter, from.isEqual(left[prefix], to: right[prefix], in: to) { prefix += 1 }
        var suffix = 0
        while suffix < shorter - prefix,
            from.isEqual(left[left.count - 1 - suffix], to: right[right.count - 1 - suffix], in: to)
        {
            suffix += 1
        }
        return (prefix, suffix)
    }

    private mutating func child(_ token: Token, of parent: Int) -> Int {
        places.append((parent, token))
        return places.count - 1
    }

    private func pointer(_ place: Int, _ last: Token? = nil) -> JSONPointer {
        var tokens = last.map { [text(of: $0)] } ?? []
        var place = place
        while place > 0 {
            tokens.append(text(of: places[place].token))
            place = places[place].parent
        }
        return JSONPointer(tokens.reversed())
    }

    private func text(of token: Token) -> String {
        switch token {
        case .index(let index): String(index)
        case .oldKey(let key): from.string(key) ?? ""
        case .newKey(let key): to.string(key) ?? ""
        }
    }

    private func text(_ node: JSONNode) -> [UInt8] { Array(to.bytes[to.range(node)]) }
}

/// The bytes that two texts have in common at their beginning and at their end.
private struct CommonText {
    private var prefix: Int
    private var suffix: Int
    private let counts: (old: Int, new: Int)

    init(_ old: [UInt8], _ new: [UInt8]) {
        counts = (old.count, new.count)
        let shorter = min(old.count, new.count)
        prefix = 0
        while prefix < shorter, old[prefix] == new[prefix] { prefix += 1 }
        suffix = 0
        while suffix < shorter - prefix, old[old.count - 1 - suffix] == new[new.count - 1 - suffix] { suffix += 1 }
    }

    /// Whether both ranges are the same part of what is common.
    func contains(_ old: Range<Int>, _ new: Range<Int>) -> Bool {
        if old == new, old.upperBound <= prefix { return true }
        return old.count == new.count && counts.old - old.lowerBound == counts.new - new.lowerBound
            && counts.old - old.lowerBound <= suffix
    }
}
