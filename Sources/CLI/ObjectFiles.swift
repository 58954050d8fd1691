import ALBController
import JSON
import Kubernetes

/// Reads saved objects as cluster context: single objects, arrays, `List`s and streams of them.
package enum ObjectFiles {
    /// Nil, with the reason said, when one of the inputs cannot be read.
    static func snapshot(_ operands: [String], _ console: Console) -> ClusterSnapshot? {
        guard !operands.isEmpty else { return .empty }
        var objects = ClusterSnapshot.Builder()
        var isReadable = true
        let isFound = InputFiles.forEachSource(operands, console) { source in
            if !read(source, &objects, console) { isReadable = false }
        }
        return isFound && isReadable ? ClusterSnapshot(objects) : nil
    }

    private static func read(
        _ source: InputFiles.Source,
        _ objects: inout ClusterSnapshot.Builder,
        _ console: Console
    ) -> Bool {
        var splitter = ObjectSplitter()
        var isWhole = true
        func take(_ bytes: [UInt8]) {
            guard let document = try? JSONDocument(parsing: bytes) else {
                isWhole = false
                return
            }
            add(document, document.root, to: &objects)
        }
        switch source {
        case .read(let file):
            file.bytes.withUnsafeBytes { splitter.feed($0, take) }
            splitter.finish(take)
            return isWhole || readAtOnce(file, &objects, console)
        case .path(let path):
            if let problem = FileSystem.readPieces(of: path, { splitter.feed($0, take) }) {
                console.problem(problem.description)
                return false
            }
            splitter.finish(take)
            guard !isWhole else { return true }
            switch FileSystem.read(path) {
            case .success(let bytes): return readAtOnce(InputFiles.File(name: path, bytes: bytes), &objects, console)
            case .failure(let problem): console.problem(problem.description)
            }
            return false
        }
    }

    /// For a file that does not parse in pieces: says what is wrong with it, and where.
    private static func readAtOnce(
        _ file: InputFiles.File,
        _ objects: inout ClusterSnapshot.Builder,
        _ console: Console
    ) -> Bool {
        let problem = InputDocuments.read(file.bytes) { add($0.document, $0.document.root, to: &objects) }
        guard let problem else { return true }
        let place = "\(file.name):\(problem.position.line):\(problem.position.column)"
        console.problem("\(place): \(problem.text)")
        return false
    }

    /// Adds an object, or all that lists hold, however deep.
    static func add(_ document: JSONDocument, _ root: JSONNode, to objects: inout ClusterSnapshot.Builder) {
        var pending = [root]
        var next = 0
        while next < pending.count {
            let node = pending[next]
            next += 1
            if document.kind(node) == .array {
                pending += document.elements(node)
            } else if let items = document.member("items", of: node), document.kind(items) == .array {
                objects.noteList(document, node)
                pending += document.elements(items)
            } else {
                objects.add(document, node)
            }
        }
    }
}
