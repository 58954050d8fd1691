import JSON

/// One object of the configuration file: every read is strict and names the key that is wrong.
struct SettingsNode {
    private let document: JSONDocument
    private let node: JSONNode
    private let path: String

    init(_ document: JSONDocument) {
        self.init(document, document.root, path: "")
    }

    private init(_ document: JSONDocument, _ node: JSONNode, path: String) {
        self.document = document
        self.node = node
        self.path = path
    }

    /// Fails for a key that is not in `keys`, with the nearest that is.
    func knows(_ keys: [String]) throws(SettingsError) {
        guard document.kind(node) == .object else {
            throw failure(node, "", "must be an object, is \(document.kind(node).article)")
        }
        for (key, _) in document.members(node) {
            let name = document.string(key) ?? ""
            guard !keys.contains(name) else { continue }
            throw failure(key, name, "unknown key" + Self.hint(name, keys))
        }
    }

    func object(_ name: String) throws(SettingsError) -> SettingsNode? {
        guard let value = document.member(name, of: node) else { return nil }
        guard document.kind(value) == .object else {
            throw failure(value, name, "must be an object, is \(document.kind(value).article)")
        }
        return SettingsNode(document, value, path: joined(name))
    }

    func string(_ name: String) throws(SettingsError) -> String? {
        guard let value = document.member(name, of: node) else { return nil }
        guard let text = document.string(value) else {
            throw failure(value, name, "must be a string, is \(document.kind(value).article)")
        }
        return text
    }

    func strings(_ name: String) throws(SettingsError) -> [String]? {
        guard let value = document.member(name, of: node) else { return nil }
        guard document.kind(value) == .array else {
            throw failure(value, name, "must be a list of strings, is \(document.kind(value).article)")
        }
        var texts: [String] = []
        for element in document.elements(value) {
            guard let text = document.string(element) else {
                throw failure(element, name, "must hold strings only, holds \(document.kind(element).article)")
            }
            texts.append(text)
        }
        return texts
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ name: String) throws(SettingsError) -> Choice? {
        guard let text = try string(name) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let allowed = Choice.allCases.map(\.rawValue)
        throw failure(
            name,
            "must be one of \(allowed.joined(separator: ", ")), is \"\(text)\"" + Self.hint(text, allowed)
        )
    }

    /// Rules by id or by name, to what they are set to; by id in the result.
    func severities(_ name: String, _ catalog: RuleCatalog) throws(SettingsError) -> [String: Severity] {
        guard let rules = try object(name) else { return [:] }
        var overrides: [String: Severity] = [:]
        for (key, _) in document.members(rules.node) {
            let text = document.string(key) ?? ""
            guard let rule = catalog.rule(text) else {
                throw rules.failure(key, text, "no such rule" + catalog.hint(text))
            }
            guard overrides[rule.id] == nil else {
                throw rules.failure(key, text, "the rule is set twice, as \(rule.id) and as \(rule.name)")
            }
            overrides[rule.id] = try rules.choice(text)
        }
        return overrides
    }

    func failure(_ name: String, _ problem: String) -> SettingsError {
        failure(document.member(name, of: node) ?? node, name, problem)
    }

    private func failure(_ place: JSONNode, _ name: String, _ problem: String) -> SettingsError {
        SettingsError(path: name.isEmpty ? path : joined(name), problem: problem, position: document.position(place))
    }

    private func joined(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private static func hint(_ word: String, _ candidates: [String]) -> String {
        Suggestion.nearest(to: word, in: candidates).map { "; did you mean \"\($0)\"?" } ?? ""
    }
}
