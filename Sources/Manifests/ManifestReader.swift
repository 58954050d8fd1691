import Dispatch
package import Documents
import JSON
import Synchronization
import YAML

/// Reads files of manifests as kubectl does: JSON where the text begins like it, else YAML.
package enum ManifestReader {
    /// What cannot be read is in the problems of the result, and the rest in its documents.
    package static func read(_ file: InputFiles.File) -> ManifestFile {
        // A large file is worth a second core.
        if file.bytes.count > parallelSize { return readLarge(file) }
        return make(file, read(file.bytes), LineIndex(file.bytes))
    }

    /// Bytes.
    private static let parallelSize = 1 << 20

    private typealias Contents = (documents: [ManifestDocument], problems: [ManifestProblem])

    /// Of a part of a large stream, in bytes.
    private static let partSize = 1 << 20

    private static func readLarge(_ file: InputFiles.File) -> ManifestFile {
        let bytes = file.bytes
        let isYAML = unreadable(bytes) == nil && !beginsLikeJSON(bytes)
        let parts = isYAML ? YAMLStream.parts(of: bytes, size: partSize) : []
        let contents = Mutex<Contents>(([], []))
        let lines = Mutex<LineIndex?>(nil)
        let documents = Mutex<[Int: [YAMLDocument]]>([:])
        let isInParts = parts.count > 1
        DispatchQueue.concurrentPerform(iterations: 1 + max(1, parts.count)) { number in
            if number == 0 {
                let index = LineIndex(bytes)
                lines.withLock { $0 = index }
            } else if isInParts {
                let read = YAMLStream.read(parts[number - 1], of: bytes)
                documents.withLock { $0[number - 1] = read }
            } else {
                let read = read(bytes)
                contents.withLock { $0 = read }
            }
        }
        if isInParts {
            let joined = documents.withLock { documents in parts.indices.compactMap { documents[$0] } }
            // Why one of them cannot be read, and where the next one begins, is told by all of the text.
            let whole = joined.count == parts.count ? (joined.joined().map(ManifestDocument.init), []) : read(bytes)
            contents.withLock { $0 = whole }
        }
        return make(file, contents.withLock { $0 }, lines.withLock { $0 } ?? LineIndex(bytes))
    }

    private static func make(_ file: InputFiles.File, _ contents: Contents, _ lines: LineIndex) -> ManifestFile {
        ManifestFile(
            name: file.name,
            bytes: file.bytes,
            documents: contents.documents,
            problems: contents.problems,
            lines: lines,
            isText: true
        )
    }

    private static func read(_ bytes: [UInt8]) -> Contents {
        var documents: [ManifestDocument] = []
        var problems: [ManifestProblem] = []
        if let unreadable = unreadable(bytes) {
            problems.append(unreadable)
        } else if !beginsLikeJSON(bytes) || !readJSON(bytes, &documents, &problems) {
            readYAML(bytes, &documents, &problems)
        }
        return (documents, problems)
    }

    /// What no text has.
    private static func unreadable(_ bytes: [UInt8]) -> ManifestProblem? {
        guard bytes.count <= JSONLimits.maximumSize else {
            return ManifestProblem(offset: 0, text: "larger than \(JSONLimits.maximumSize >> 20) MiB")
        }
        if bytes.starts(with: [0x1F, 0x8B]) {
            return ManifestProblem(offset: 0, text: "is compressed: gunzip it first")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return ManifestProblem(offset: 0, text: "is UTF-16: convert it to UTF-8 first")
        }
        // Without a way out, so that the compiler does it for many bytes at once.
        var zeros: UInt8 = 0
        bytes.withUnsafeBufferPointer { source in
            for byte in source { zeros |= byte == 0 ? 1 : 0 }
        }
        guard zeros > 0, let zero = bytes.firstIndex(of: 0) else { return nil }
        return ManifestProblem(offset: zero, text: "holds a zero byte: this is no text")
    }

    private static func beginsLikeJSON(_ bytes: [UInt8]) -> Bool {
        let first = bytes.first { $0 > 0x20 }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// False for what is YAML in flow style, and so left to its reader.
    private static func readJSON(
        _ bytes: [UInt8],
        _ documents: inout [ManifestDocument],
        _ problems: inout [ManifestProblem]
    ) -> Bool {
        var found: [ManifestDocument] = []
        let problem = DocumentStream.read(bytes) {
            found.append(ManifestDocument(json: $0.document, offset: $0.offset))
        }
        guard let problem else {
            documents = found
            return true
        }
        if found.isEmpty, isYAML(bytes) { return false }
        documents = found
        problems.append(ManifestProblem(offset: problem.offset, text: problem.error.reason.text))
        return true
    }

    /// Whether at least the first document can be read as YAML.
    private static func isYAML(_ bytes: [UInt8]) -> Bool {
        var isReadable: Bool?
        YAMLStream.read(bytes) { result in
            guard isReadable == nil else { return }
            if case .success = result { isReadable = true } else { isReadable = false }
        }
        return isReadable ?? false
    }

    private static func readYAML(
        _ bytes: [UInt8],
        _ documents: inout [ManifestDocument],
        _ problems: inout [ManifestProblem]
    ) {
        YAMLStream.read(bytes) { result in
            switch result {
            case .success(let document): documents.append(ManifestDocument(document))
            case .failure(let error): problems.append(ManifestProblem(offset: error.offset, text: error.text))
            }
        }
    }
}
