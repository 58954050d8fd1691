import ALBController
import Admission

/// The paths that earlier rules of one host have taken, so that a later rule is looked up and not compared with each.
struct CoveredPaths {
    private var exact: [String: Int] = [:]
    /// By the part before `/*`; the empty one catches all.
    private var prefixes: [String: Int] = [:]
    private var others: [(pattern: PathPattern, owner: Int)] = []

    /// Bounds on what is compared one by one and on the length of paths that are looked at.
    private static let otherLimit = 32
    private static let lengthLimit = 512

    mutating func add(_ text: String, owner: Int) {
        guard text.utf8.count <= Self.lengthLimit else { return }
        if exact[text] == nil { exact[text] = owner }
        guard PathText.hasWildcard(text) || text.hasPrefix("~") else { return }
        if text == "*" {
            if prefixes[""] == nil { prefixes[""] = owner }
        } else if text.hasSuffix("/*"), !text.hasPrefix("~"), !PathText.hasWildcard(String(text.dropLast(2))) {
            let head = String(text.dropLast(2))
            if prefixes[head] == nil { prefixes[head] = owner }
        } else if others.count < Self.otherLimit {
            others.append((PathPattern(text), owner))
        }
    }

    /// The earliest-found rule that matches whatever the pattern matches.
    func owner(covering text: String) -> Int? {
        if let owner = prefixes[""] ?? exact[text] { return owner }
        guard text.utf8.count <= Self.lengthLimit else { return nil }
        if !text.hasPrefix("~"), let owner = owner(ofAncestor: text) { return owner }
        guard !others.isEmpty else { return nil }
        let pattern = PathPattern(text)
        return others.first { $0.pattern.covers(pattern) }?.owner
    }

    /// Every slash before the first wildcard ends a path that may be a prefix.
    private func owner(ofAncestor text: String) -> Int? {
        guard !prefixes.isEmpty else { return nil }
        let bytes = text.utf8
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") { return nil }
            if byte == UInt8(ascii: "/"), let owner = prefixes[String(text[..<index])] { return owner }
            index = bytes.index(after: index)
        }
        return nil
    }
}
