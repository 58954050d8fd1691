import ALBController
import JSON
import Kubernetes

/// Reads saved objects as cluster context: single objects, arrays, `List`s and streams of them.
package enum ObjectFiles {
    /// Nil, with the reason said, when one of the inputs cannot be read.
    static func snapshot(_ operands: [String], _ console: Console) -> ClusterSnapshot? {
        guard !operands.isEmpty else { return .empty }
        var objects = ClusterObjects()
        var isReadable = true
        let isComplete = InputFiles.forEach(operands, console) { file in
            let problem = InputDocuments.read(file.bytes) { input in
                guard let node = add(input.document, input.document.root, to: &objects) else { return }
                let position = input.position(input.document.position(node))
                let path = input.document.path(of: node)
                let problem = (path.isEmpty ? "" : "\(path): ") + notAnObject(input.document, node)
                console.problem("\(file.name):\(position.line):\(position.column): \(problem)")
                isReadable = false
            }
            guard let problem else { return }
            let place = "\(file.name):\(problem.position.line):\(problem.position.column)"
            console.problem("\(place): \(problem.text)")
            isReadable = false
        }
        return isComplete && isReadable ? ClusterSnapshot(objects) : nil
    }

    static func notAnObject(_ document: JSONDocument, _ node: JSONNode) -> String {
        "must be an object, is \(document.kind(node).article)"
    }

    /// Adds an object, or all that lists hold, however deep; returns the first thing that is neither.
    static func add(_ document: JSONDocument, _ root: JSONNode, to objects: inout ClusterObjects) -> JSONNode? {
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
            } else if document.kind(node) == .object {
                objects.addCopy(of: document, node)
            } else {
                return node
            }
        }
        return nil
    }
}
