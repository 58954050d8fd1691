package import ALBController
package import JSON
package import Manifests
import Kubernetes

/// Objects as they are stored, for judging changes of them (`--old`).
package struct StoredVersions: Sendable {
    private var values: [ObjectReference: JSONValue] = [:]

    package static let none = StoredVersions()

    private init() {}

    /// Of several versions of an object the last one counts.
    package init(_ objects: [CheckedObject], in files: [ManifestFile]) {
        let source = ObjectSource(files: files, old: .none)
        for object in objects {
            guard let reference = object.reference, let value = source.value(object) else { continue }
            values[reference] = value
        }
    }

    package subscript(reference: ObjectReference) -> JSONValue? { values[reference] }
}
