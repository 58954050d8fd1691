import JSON
package import Kubernetes
package import Manifests

/// Finds the objects of files: those that stand alone, in arrays, and in lists.
package struct ObjectFinder {
    /// The namespace of objects that name none.
    private let namespace: String
    package private(set) var objects: [CheckedObject] = []
    package private(set) var problems: [CheckProblem] = []
    /// Kinds of which a list says that it has all of them, such as an `IngressList`.
    package private(set) var listedKinds: Set<ObjectKind> = []

    package init(namespace: String) {
        self.namespace = namespace
    }

    /// With `mustHoldObjects` a file in which none is found is a problem; in a folder there are others too.
    package mutating func read(_ file: ManifestFile, at index: Int, mustHoldObjects: Bool) {
        let count = objects.count
        for problem in file.problems { add(problem.text, at: problem.offset, in: file) }
        for (number, document) in file.documents.enumerated() { read(document, number, file, index) }
        if mustHoldObjects, objects.count == count, file.problems.isEmpty {
            problems.append(CheckProblem(file: file.name, position: nil, text: "no Kubernetes object found"))
        }
    }

    private mutating func read(_ document: ManifestDocument, _ number: Int, _ file: ManifestFile, _ index: Int) {
        let json = document.json
        let start = objects.count
        var pending = [json.root]
        var next = 0
        while next < pending.count {
            let node = pending[next]
            next += 1
            switch json.kind(node) {
            case .array: pending += json.elements(node)
            case .object:
                if let items = json.member("items", of: node), json.kind(items) == .array {
                    noteList(json, node)
                    let count = json.count(items)
                    if count > objects.count { objects.reserveCapacity(objects.count + count) }
                    pending += json.elements(items)
                } else if Self.isReview(json, node) {
                    add("this is an AdmissionReview, which 'alb-admission review' answers", at: node, document, file)
                } else if let object = CheckedObject(
                    file: index,
                    document: number,
                    json,
                    node,
                    namespace: namespace
                ) {
                    objects.append(object)
                } else if json.member("apiVersion", of: node) != nil || node != json.root {
                    add("an object without a kind", at: node, document, file)
                }
            case .null: break
            default:
                guard node != json.root else { break }
                add("must be an object, is \(json.kind(node).article)", at: node, document, file)
            }
        }
        if json.duplicateKey != nil { refuseDuplicates(from: start, document, file) }
    }

    /// Objects with a key twice are left out: which of the two counts depends on who reads it.
    private mutating func refuseDuplicates(from start: Int, _ document: ManifestDocument, _ file: ManifestFile) {
        var kept: [CheckedObject] = []
        for object in objects[start...] {
            let range = document.json.range(object.node)
            guard let own = try? JSONDocument(parsing: Array(document.json.bytes[range])), let key = own.duplicateKey
            else {
                kept.append(object)
                continue
            }
            let inner = own.range(key).lowerBound
            let text = "duplicate key \"\((own.string(key) ?? "").clipped)\" in \(object.type.kind) \"\(object.name)\""
            add(text, at: document.range(of: object.node).lowerBound + inner, in: file)
        }
        objects.replaceSubrange(start..., with: kept)
    }

    private static func isReview(_ json: JSONDocument, _ node: JSONNode) -> Bool {
        json.member("kind", of: node).map { json.string($0, equals: "AdmissionReview") } ?? false
    }

    private mutating func noteList(_ json: JSONDocument, _ node: JSONNode) {
        if let known = ObjectKind(listedBy: node, in: json) { listedKinds.insert(known) }
    }

    private mutating func add(_ text: String, at node: JSONNode, _ document: ManifestDocument, _ file: ManifestFile) {
        add(text, at: document.range(of: node).lowerBound, in: file)
    }

    private mutating func add(_ text: String, at offset: Int, in file: ManifestFile) {
        let position = file.lines.position(of: offset, in: file.bytes)
        problems.append(CheckProblem(file: file.name, position: position, text: text))
    }
}
