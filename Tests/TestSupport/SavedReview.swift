package import ALBController
package import Admission
package import Foundation
import JSON
package import Kubernetes
import Rules

/// An AdmissionReview in a file, which may carry beside its `request` what it is judged by: `settings` and `objects`.
///
/// `alb-admission review` answers such a file as it stands.
package struct SavedReview: Sendable {
    package let url: URL
    package let bytes: [UInt8]
    private let document: JSONDocument

    package init(_ url: URL) throws {
        self.url = url
        bytes = Array(try Data(contentsOf: url))
        document = try JSONDocument(parsing: bytes)
    }

    package static let updates = ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil

    package var path: String { url.path }
    package var name: String { url.deletingPathExtension().lastPathComponent }

    package func request() throws -> AdmissionRequest { try AdmissionReviewDecoder.decode(bytes) }

    package func reviewer() throws -> Reviewer { try Reviewer(settings: settings(), snapshot: snapshot()) }

    package func settings() throws -> Settings {
        guard let text = text(of: "settings") else { return Settings() }
        return try Settings(parsing: Array(text.utf8))
    }

    /// A list without items makes its kind known.
    package func snapshot() throws -> ClusterSnapshot {
        var objects = ClusterSnapshot.Builder()
        guard let list = document.member("objects", of: document.root) else { return ClusterSnapshot(objects) }
        for node in document.elements(list) {
            let object = try JSONDocument(parsing: Array(document.bytes[document.range(node)]))
            guard let items = object.member("items", of: object.root) else {
                objects.add(object, object.root)
                continue
            }
            objects.noteList(object, object.root)
            for item in object.elements(items) { objects.add(object, item) }
        }
        return ClusterSnapshot(objects)
    }

    /// A member beside `request`, as it is written.
    package func text(of member: String) -> String? {
        document.member(member, of: document.root).map { document.text($0) }
    }

    /// Writes the file with another value of a member that it has; every other byte stays.
    package func write(_ text: String, as member: String) throws {
        guard let node = document.member(member, of: document.root) else {
            throw CocoaError(.fileReadCorruptFile, userInfo: [NSFilePathErrorKey: url.path, "member": member])
        }
        var changed = bytes
        changed.replaceSubrange(document.range(node), with: text.utf8)
        if changed != bytes { try Data(changed).write(to: url) }
    }
}
