import ALBController
import JSON

/// A `listen-ports` value that the controller refuses, read as it was meant.
///
/// Quoted ports, protocols in small letters and a single object instead of a list leave no doubt; anything else is nil.
struct CorrectedListenPorts {
    /// In the order written; not empty.
    private(set) var keys: [ListenerKey] = []

    init?(_ text: String) {
        guard let document = try? JSONDocument(parsing: Array(text.utf8)) else { return nil }
        switch document.kind(document.root) {
        case .object: guard add(document.root, document) else { return nil }
        case .array where document.count(document.root) <= ListenPorts.limit:
            for element in document.elements(document.root) where document.kind(element) != .null {
                guard document.kind(element) == .object, add(element, document) else { return nil }
            }
        default: return nil
        }
        guard !keys.isEmpty else { return nil }
    }

    private mutating func add(_ entry: JSONNode, _ document: JSONDocument) -> Bool {
        var seen: Set<ListenerProtocol> = []
        for (name, value) in document.members(entry) {
            let word = GoText.trimSpace(document.string(name) ?? "").uppercased()
            let number = document.integer(value) ?? document.string(value).flatMap { GoText.atoi(GoText.trimSpace($0)) }
            guard let known = ListenerProtocol(rawValue: word), let number, (1...65535).contains(number),
                seen.insert(known).inserted
            else { return false }
            let key = ListenerKey(number, known)
            if !keys.contains(key) { keys.append(key) }
        }
        return true
    }

    /// Such as `[{"HTTP": 80}, {"HTTPS": 443}]`.
    static func text(_ keys: [ListenerKey]) -> String {
        "[" + keys.map { "{\"\($0.listenerProtocol.rawValue)\": \($0.port)}" }.joined(separator: ", ") + "]"
    }
}
