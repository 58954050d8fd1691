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
