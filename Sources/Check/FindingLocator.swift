import Admission
import JSON
import Manifests

/// Finds the place of a finding in the text of its file.
struct FindingLocator: Sendable {
    let files: [ManifestFile]

    /// A value that exists is shown itself; one that is missing by the key of what it would stand in.
    func locate(_ finding: Finding, of object: CheckedObject) -> FindingPlace {
        let file = files[object.file]
        let document = file.documents[object.document]
        let location = document.json.locate(finding.place, in: object.node)
        let range: Range<Int>
        if let decoded = location.decoded {
            range = document.range(of: decoded, in: location.node, of: file.bytes)
        } else if !location.isExact, let key = location.key {
            range = document.range(of: key)
        } else if !location.isExact || location.node == object.node {
            range = firstKey(of: location.node, document)
        } else {
            range = document.range(of: location.node)
        }
        guard file.isText else {
            let location = SourceLocation(stored: file.name)
            return FindingPlace(location: location, offset: range.lowerBound, lines: [])
        }
        var lines: Set<Int> = []
        for node in [location.key, location.node].compactMap(\.self) {
            lines.insert(file.lines.position(of: document.range(of: node).lowerBound, in: file.bytes).line)
        }
        let start = file.lines.position(of: range.lowerBound, in: file.bytes)
        lines.insert(start.line)
        let end = file.lines.position(of: range.upperBound, in: file.bytes)
        return FindingPlace(
            location: SourceLocation(file: file.name, start: start, end: max(start, end)),
            offset: range.lowerBound,
            lines: lines
        )
    }

    /// Where an object begins.
    func location(of object: CheckedObject) -> SourceLocation {
        let file = files[object.file]
        guard file.isText else { return SourceLocation(stored: file.name) }
        let range = firstKey(of: object.node, file.documents[object.document])
        return SourceLocation(
            file: file.name,
            start: file.lines.position(of: range.lowerBound, in: file.bytes),
            end: file.lines.position(of: range.upperBound, in: file.bytes)
        )
    }

    /// A whole object or list is shown by what it begins with.
    private func firstKey(of node: JSONNode, _ document: ManifestDocument) -> Range<Int> {
        var members = document.json.members(node)
        return members.next().map { document.range(of: $0.key) } ?? document.range(of: node)
    }

    private func max(_ start: JSONPosition, _ end: JSONPosition) -> JSONPosition {
        (end.line, end.column) < (start.line, start.column) ? start : end
    }
}

struct FindingPlace {
    var location: SourceLocation
    /// Byte of the file.
    var offset: Int
    /// Lines at which a comment may speak about it: those of the value, of what holds it, and of its key.
    var lines: Set<Int>
}
