import Documents
import JSON
import Kubernetes

/// Takes a watch apart while it comes: JSON values one behind the other.
struct WatchReader {
    enum Event {
        case changed(JSONValue)
        case deleted(JSONValue)
        /// Nothing but how far the watch has come.
        case bookmark
        case refused(ServerStatus)
    }

    private var splitter = ObjectSplitter()
    private let limit: Int

    /// `limit` is the size of one event in bytes.
    init(limit: Int) {
        self.limit = limit
    }

    /// Hands over events with the version that each brings the watch to; empty for a refusal.
    mutating func feed(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (Event, _ resourceVersion: String) -> Void
    ) throws(ResourceProblem) {
        let limit = limit
        var problem: ResourceProblem?
        splitter.feed(
            bytes,
            element: { _ in problem = problem ?? .malformed("a list among watch events") },
            document: { text in
                guard problem == nil else { return }
                do throws(ResourceProblem) {
                    let (event, version) = try Self.event(text, limit)
                    body(event, version)
                } catch {
                    problem = error
                }
            }
        )
        if let problem { throw problem }
        if splitter.held > limit { throw APIObject.tooLarge(limit) }
    }

    /// At the end of the body.
    func finish() throws(ResourceProblem) {
        if splitter.held > 0 { throw .malformed("a watch that ends in the middle of an event") }
    }

    /// `metav1.WatchEvent`.
    private static func event(_ bytes: [UInt8], _ limit: Int) throws(ResourceProblem) -> (Event, String) {
        if bytes.count > limit { throw APIObject.tooLarge(limit) }
        let event = try APIObject.json(bytes.withUnsafeBufferPointer { Array($0) }, "a watch event")
        guard let object = event["object"], object.kind == .object else {
            throw .malformed("a watch event without an object")
        }
        let type = event["type"]?.string ?? ""
        if type == "ERROR" { return (.refused(ServerStatus(object)), "") }
        guard let version = object["metadata"]?["resourceVersion"]?.string, APIObject.isToken(version) else {
            throw .malformed("a watch event without a resourceVersion")
        }
        switch type {
        case "ADDED", "MODIFIED": return (.changed(try APIObject.checked(object)), version)
        case "DELETED": return (.deleted(try APIObject.checked(object)), version)
        case "BOOKMARK": return (.bookmark, version)
        default: throw .malformed("a watch event of the unknown type \(PlainText.line(type).clipped)")
        }
    }
}
