package import JSON
import YAML

/// A file of manifests, read: plain objects, lists and streams of them, in JSON or YAML.
package struct ManifestFile: Sendable {
    /// As the user wrote it.
    package let name: String
    package let bytes: [UInt8]
    package let documents: [ManifestDocument]
    /// What cannot be read, in the order of the file; the rest is in ``documents``.
    package let problems: [ManifestProblem]
    package let lines: LineIndex
    /// False for an object that was read from a cluster: places in its text mean nothing to anybody.
    package let isText: Bool
}

extension ManifestFile {
    /// An object of a cluster under a name such as `ingresses/team-a/web`.
    package init(stored name: String, _ document: JSONDocument) {
        self.init(
            name: name,
            bytes: document.bytes,
            documents: [ManifestDocument(json: document, offset: 0)],
            problems: [],
            lines: LineIndex([]),
            isText: false
        )
    }
}

/// Something in a file that cannot be read.
package struct ManifestProblem: Sendable {
    /// Byte of the file.
    package var offset: Int
    package var text: String

    package init(offset: Int, text: String) {
        self.offset = offset
        self.text = text
    }
}
