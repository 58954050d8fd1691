package import JSON

extension JSONDocument {
    /// The pointer with the keys as they are written here, for one whose keys are spelt as Go's fields are.
    ///
    /// Of several keys for one field the last counts. What is not there stays as it is. The cost is bounded.
    package func written(_ pointer: JSONPointer) -> JSONPointer {
        var tokens = pointer.tokens
        var node = root
        for (position, token) in tokens.enumerated() {
            switch kind(node) {
            case .array:
                guard let index = JSONPointer.arrayIndex(token), let element = element(index, of: node) else {
                    return JSONPointer(tokens)
                }
                node = element
            case .object:
                guard let member = foldedMember(token, of: node) else { return JSONPointer(tokens) }
                tokens[position] = member.name
                node = member.value
            default: return JSONPointer(tokens)
            }
        }
        return JSONPointer(tokens)
    }

    /// Bound on the members that are looked at in one object.
    private static var memberLimit: Int { 1000 }

    private func foldedMember(_ name: String, of object: JSONNode) -> (name: String, value: JSONNode)? {
        let folded = GoText.fold(name)
        var found: (name: String, value: JSONNode)?
        for (key, value) in members(object).prefix(Self.memberLimit) {
            guard let written = string(key), GoText.fold(written) == folded else { continue }
            found = (written, value)
        }
        return found
    }

    private func element(_ index: Int, of array: JSONNode) -> JSONNode? {
        guard index < min(count(array), GoJSONDecoder.standardBudget) else { return nil }
        var elements = elements(array)
        for _ in 0..<index { _ = elements.next() }
        return elements.next()
    }
}
