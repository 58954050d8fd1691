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
                add(input.document, input.document.root, to: &objects)
            }
            guard let problem else { return }
            let place = "\(file.name):\(problem.position.line):\(problem.position.column)"
            console.problem("\(place): \(problem.text)")
            isReadable = false
        }
        return isComplete && isReadable ? ClusterSnapshot(objects) : nil
    }

    /// Adds an object, or all that lists hold, however deep.
    static func add(_ document: JSONDocument, _ root: JSONNode, to objects: inout ClusterObjects) {
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
                objects.addCopy(of: document, node)
            }
        }
    }
}
