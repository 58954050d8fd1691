import JSON
package import Admission
import Manifests

extension CheckRun {
    /// The changes of its file that carry out the fix of a finding; nil where it is in words only, or the text cannot
    /// hold it.
    package func sourceEdits(of finding: Finding, of object: CheckedObject) -> [SourceEdit]? {
        guard let edit = finding.fix.edit else { return nil }
        let file = files[object.file]
        let editing = ObjectEditing(document: file.documents[object.document], node: object.node, file: file.bytes)
        guard let changes = try? editing.changes(for: edit), !changes.isEmpty else { return nil }
        return changes.map { change in
            SourceEdit(
                range: change.range,
                start: file.lines.position(of: change.range.lowerBound, in: file.bytes),
                end: file.lines.position(of: change.range.upperBound, in: file.bytes),
                text: String(decoding: change.replacement, as: UTF8.self)
            )
        }
    }
}
