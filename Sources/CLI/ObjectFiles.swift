import ALBController
import Documents
import JSON
import Kubernetes

/// Reads saved objects as cluster context: single objects, arrays, `List`s and streams of them.
package enum ObjectFiles {
    /// Nil, with the reason said, when one of the inputs cannot be read.
    static func snapshot(_ operands: [String], _ console: Console) -> ClusterSnapshot? {
        guard !operands.isEmpty else { return .empty }
        var objects = ClusterSnapshot.Builder()
        var isReadable = true
        let isFound = InputFiles(operands, standardInput: console.input).forEachSource(problem: console.problem) {
            if !read($0, &objects, console.problem) { isReadable = false }
        }
        return isFound && isReadable ? ClusterSnapshot(objects) : nil
    }

    /// False, with the reason said, when the input cannot be read; for `onlyRegular` see ``FileSystem/read(_:limit:onlyRegular:)``.
    static func read(
        _ source: InputFiles.Source,
        _ objects: inout some ObjectCollection,
        onlyRegular: Bool = false,
        _ problem: (String) -> Void
    ) -> Bool {
        var splitter = ObjectSplitter()
        var isWhole = true
        func take(_ bytes: [UInt8]) {
            // In a list without its elements numbers stand for them, so only a piece that is no object tells.
            guard let document = try? JSONDocument(parsing: bytes),
                [.object, .array].contains(document.kind(document.root))
            else {
                isWhole = false
                return
            }
            add(document, document.root, to: &objects)
        }
        switch source {
        case .read(let file):
            file.bytes.withUnsafeBytes { splitter.feed($0, take) }
            splitter.finish(take)
            return isWhole || readAtOnce(file, &objects, problem)
        case .path(let path):
            if let failure = FileSystem.readPieces(of: path, onlyRegular: onlyRegular, { splitter.feed($0, take) }) {
                problem(failure.description)
                return false
            }
            splitter.finish(take)
            guard !isWhole else { return true }
            switch FileSystem.read(path, onlyRegular: onlyRegular) {
            case .success(let bytes): return readAtOnce(InputFiles.File(name: path, bytes: bytes), &objects, problem)
            case .failure(let failure): problem(failure.description)
            }
            return false
        }
    }

    /// For a file that cannot be read in pieces: says what is wrong with it, and where.
    private static func readAtOnce(
        _ file: InputFiles.File,
        _ objects: inout some ObjectCollection,
        _ problem: (String) -> Void
    ) -> Bool {
        var isReadable = true
        let failure = DocumentStream.read(file.bytes) { input in
            guard let node = add(input.document, input.document.root, to: &objects) else { return }
            let position = input.position(input.document.position(node))
            let path = input.document.path(of: node)
            let text = (path.isEmpty ? "" : "\(path): ") + notAnObject(input.document, node)
            problem("\(file.name):\(position.line):\(position.column): \(text)")
            isReadable = false
        }
        guard let failure else { return isReadable }
        let place = "\(file.name):\(failure.position.line):\(failure.position.column)"
        problem("\(place): \(failure.text)")
        return false
    }

    static func notAnObject(_ document: JSONDocument, _ node: JSONNode) -> String {
        "must be an object, is \(document.kind(node).article)"
    }

    /// Adds an object, or all that lists hold, however deep; returns the first thing that is neither.
    @discardableResult
    static func add(
        _ document: JSONDocument,
        _ root: JSONNode,
        to objects: inout some ObjectCollection
    ) -> JSONNode? {
        var pending = [root]
        var next = 0
        var scalar: JSONNode?
        while next < pending.count {
            let node = pending[next]
            next += 1
            if document.kind(node) == .array {
                pending += document.elements(node)
            } else if let items = document.member("items", of: node), document.kind(items) == .array {
                objects.noteList(document, node)
                pending += document.elements(items)
            } else if document.kind(node) == .object {
                objects.add(document, node)
            } else {
                scalar = scalar ?? node
            }
        }
        return scalar
    }
}
