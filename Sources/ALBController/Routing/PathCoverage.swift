/// The path patterns of earlier rules for one host, looked up in time proportional to the path asked about.
struct PathCoverage {
    private var same: [PathPattern: Int] = [:]
    private var catchAll: Int?
    /// Patterns that are a literal with one star behind it, by the hash of the literal.
    private var prefixes: [Int: [(literal: [UInt8], rule: Int)]] = [:]
    private var irregular: [(pattern: WildcardPattern, rule: Int)] = []

    /// Bound on patterns with wildcards elsewhere, which must be tried one by one; what only the later ones cover is
    /// not found.
    static let irregularLimit = 32

    struct Hit {
        var rule: Int
        var isSame: Bool
    }

    mutating func insert(_ pattern: PathPattern, rule: Int) {
        guard same[pattern] == nil else { return }
        same[pattern] = rule
        if pattern.isCatchAll, catchAll == nil { catchAll = rule }
        guard case .wildcard(let wildcard) = pattern, wildcard.hasWildcards else { return }
        let literal = wildcard.literalPrefix
        if literal.count == wildcard.symbols.count - 1, wildcard.symbols.last == WildcardPattern.star {
            prefixes[Self.hash(literal), default: []].append((literal, rule))
        } else if irregular.count < Self.irregularLimit {
            irregular.append((wildcard, rule))
        }
    }

    func cover(_ pattern: PathPattern) -> Hit? {
        if let rule = same[pattern] { return Hit(rule: rule, isSame: true) }
        if let catchAll { return Hit(rule: catchAll, isSame: false) }
        guard case .wildcard(let wildcard) = pattern else { return nil }
        let literal = wildcard.literalPrefix
        if let rule = prefix(of: literal) { return Hit(rule: rule, isSame: false) }
        return irregular.first { $0.pattern.covers(wildcard) }.map { Hit(rule: $0.rule, isSame: false) }
    }

    private func prefix(of literal: [UInt8]) -> Int? {
        guard !prefixes.isEmpty else { return nil }
        var hasher = Hasher()
        if let rule = rule(hasher, literal[..<0]) { return rule }
        for (index, byte) in literal.enumerated() {
            hasher.combine(byte)
            if let rule = rule(hasher, literal[...index]) { return rule }
        }
        return nil
    }

    private func rule(_ hasher: Hasher, _ literal: ArraySlice<UInt8>) -> Int? {
        prefixes[hasher.finalize()]?.first { $0.literal.elementsEqual(literal) }?.rule
    }

    private static func hash(_ literal: [UInt8]) -> Int {
        var hasher = Hasher()
        for byte in literal { hasher.combine(byte) }
        return hasher.finalize()
    }
}
