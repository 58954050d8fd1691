import Admission
package import JSON
import Kubernetes

/// Why bytes are no baseline, and where.
package struct BaselineError: Error, Hashable, CustomStringConvertible {
    /// Such as `findings[2].severity`; empty for the document.
    package var path: String
    package var problem: String
    package var position: JSONPosition

    package var description: String {
        "\(position.line):\(position.column): " + (path.isEmpty ? problem : "\(path): \(problem)")
    }
}

extension Baseline {
    /// Strict, since what is overlooked here is overlooked in every check.
    package init(parsing bytes: [UInt8]) throws(BaselineError) {
        let reader: BaselineReader
        do {
            reader = BaselineReader(document: try JSONDocument(parsing: bytes))
        } catch {
            throw BaselineError(path: "", problem: error.reason.text, position: error.position)
        }
        self.init(try reader.entries())
    }
}

private struct BaselineReader {
    let document: JSONDocument

    private static let version = 1

    func entries() throws(BaselineError) -> [Baseline.Entry] {
        if let key = document.duplicateKey { throw failure(key, "", "has a key twice") }
        let root = document.root
        guard document.kind(root) == .object else { throw failure(root, "", "must be an object") }
        try members(of: root, "", are: ["version", "findings"])
        if let version = document.member("version", of: root), document.integer(version) != Self.version {
            throw failure(version, "version", "must be \(Self.version), is \(document.text(version).clipped)")
        }
        guard let list = document.member("findings", of: root), document.kind(list) == .array else {
            throw failure(document.member("findings", of: root) ?? root, "findings", "must be a list")
        }
        var entries: [Baseline.Entry] = []
        entries.reserveCapacity(document.count(list))
        var seen: [Key: Int] = [:]
        for (index, node) in document.elements(list).enumerated() {
            let entry = try entry(node, "findings[\(index)]")
            if let first = seen.updateValue(index, forKey: Key(entry)) {
                throw failure(node, "findings[\(index)]", "is the same entry as findings[\(first)]")
            }
            entries.append(entry)
        }
        return entries
    }

    private struct Key: Hashable {
        var fingerprint: FindingFingerprint
        var severity: Severity

        init(_ entry: Baseline.Entry) {
            fingerprint = entry.fingerprint
            severity = entry.severity
        }
    }

    private func entry(_ node: JSONNode, _ path: String) throws(BaselineError) -> Baseline.Entry {
        guard document.kind(node) == .object else { throw failure(node, path, "must be an object") }
        try members(of: node, path + ".", are: ["rule", "severity", "object", "field", "fingerprint"])
        return Baseline.Entry(
            rule: try text("rule", of: node, path) { $0 },
            severity: try text("severity", of: node, path, "deny or warn") {
                $0 == "off" ? nil : Severity(rawValue: $0)
            },
            object: try text("object", of: node, path) { $0 },
            field: try text("field", of: node, path) { $0 },
            fingerprint: try text("fingerprint", of: node, path, "32 hexadecimal digits", FindingFingerprint.init)
        )
    }

    private func text<Value>(
        _ name: String,
        of node: JSONNode,
        _ path: String,
        _ allowed: String = "a text",
        _ read: (String) -> Value?
    ) throws(BaselineError) -> Value {
        let member = document.member(name, of: node) ?? node
        guard let value = document.string(member).flatMap(read) else {
            throw failure(member, "\(path).\(name)", "must be \(allowed), is \(document.text(member).clipped)")
        }
        return value
    }

    /// All of them, and no others.
    private func members(of node: JSONNode, _ path: String, are names: [String]) throws(BaselineError) {
        for (key, _) in document.members(node) {
            let name = document.string(key) ?? ""
            guard !names.contains(name) else { continue }
            let hint = Suggestion.nearest(to: name, in: names).map { "; did you mean \($0)?" } ?? ""
            throw failure(key, "\(path)\(name.clipped)", "is not known\(hint)")
        }
        for name in names where document.member(name, of: node) == nil {
            throw failure(node, "\(path)\(name)", "is missing")
        }
    }

    private func failure(_ node: JSONNode, _ path: String, _ problem: String) -> BaselineError {
        BaselineError(path: path, problem: problem, position: document.position(node))
    }
}
