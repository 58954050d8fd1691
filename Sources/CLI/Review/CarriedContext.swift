import ALBController
import Admission
import Documents
import JSON
import Kubernetes
import Rules

/// What a saved review is judged by, where it stands in the review itself: `settings` and `objects` beside `request`.
struct CarriedContext {
    var settings: Settings?
    var snapshot: ClusterSnapshot?

    var isEmpty: Bool { settings == nil && snapshot == nil }

    init(settings: Settings? = nil, snapshot: ClusterSnapshot? = nil) {
        self.settings = settings
        self.snapshot = snapshot
    }

    struct Problem: Error {
        /// In the document.
        var position: JSONPosition
        var text: String
    }

    /// Reads what a document carries; a member that a flag replaces is not looked at.
    init(_ document: JSONDocument, ignoringSettings: Bool, ignoringObjects: Bool) throws(Problem) {
        guard document.member("request", of: document.root) != nil else { return }
        if !ignoringSettings, let node = Self.member("settings", of: document) {
            settings = try Self.settings(document, node)
        }
        if !ignoringObjects, let node = Self.member("objects", of: document) {
            snapshot = try Self.snapshot(document, node)
        }
    }

    /// The engine for this review; `general` is the one of the whole run.
    func reviewer(instead general: Reviewer) -> Reviewer {
        guard !isEmpty else { return general }
        return Reviewer(settings: settings ?? general.settings, snapshot: snapshot ?? general.snapshot)
    }

    private static func member(_ name: StaticString, of document: JSONDocument) -> JSONNode? {
        guard let node = document.member(name, of: document.root), document.kind(node) != .null else { return nil }
        return node
    }

    private static func settings(_ document: JSONDocument, _ node: JSONNode) throws(Problem) -> Settings {
        do throws(SettingsError) {
            return try Settings(parsing: Array(document.bytes[document.range(node)]))
        } catch {
            let path = error.path.isEmpty ? "settings" : "settings.\(error.path)"
            let position = error.position.shifted(by: document.position(node))
            throw Problem(position: position, text: "\(path): \(error.problem)")
        }
    }

    private static func snapshot(_ document: JSONDocument, _ node: JSONNode) throws(Problem) -> ClusterSnapshot {
        if let key = document.duplicateKey, document.range(node).contains(document.range(key).lowerBound) {
            let text = "\(document.path(of: key)): duplicate key"
            throw Problem(position: document.position(key), text: text)
        }
        guard document.kind(node) == .array || document.kind(node) == .object else {
            let text = "objects: must be a list of objects, is \(document.kind(node).article)"
            throw Problem(position: document.position(node), text: text)
        }
        var objects = ClusterSnapshot.Builder()
        if let node = ObjectFiles.add(document, node, to: &objects) {
            let text = "\(document.path(of: node)): \(ObjectFiles.notAnObject(document, node))"
            throw Problem(position: document.position(node), text: text)
        }
        return ClusterSnapshot(objects)
    }
}
