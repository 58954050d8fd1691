import Admission
import JSON
import Kubernetes

/// A verdict for people.
enum ReviewText {
    static func describe(_ verdict: Verdict, _ request: AdmissionRequest) -> String {
        let name = request.name.isEmpty ? "(generated name)" : request.name
        let place = request.namespace.isEmpty ? name : "\(request.namespace)/\(name)"
        var text = "\(request.kind.kind) \(place), \(request.operation.rawValue): "
        text += verdict.isAllowed ? "allowed\n" : "denied\n"
        for finding in verdict.findings { text += "  \(finding.severity.rawValue) \(finding.message)\n" }
        for note in verdict.mutation?.notes ?? [] { text += "  note \(note)\n" }
        if let patch = verdict.mutation?.patch, !patch.operations.isEmpty {
            text += "  patch:\n"
            for operation in patch.operations { text += diff(operation) }
        }
        return text
    }

    private static func diff(_ operation: JSONPatch.Operation) -> String {
        switch operation {
        case .add(let path, let value): "    + \(path): \(String(decoding: value, as: UTF8.self))\n"
        case .replace(let path, let value): "    ~ \(path): \(String(decoding: value, as: UTF8.self))\n"
        case .remove(let path): "    - \(path)\n"
        case .move(let from, let path): "    > \(from) to \(path)\n"
        case .copy(let from, let path): "    = \(from) to \(path)\n"
        case .test: ""
        }
    }
}
