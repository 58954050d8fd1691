import Admission
import JSON
import Kubernetes

/// A verdict for people.
enum ReviewText {
    static func describe(_ verdict: Verdict, _ request: AdmissionRequest, notJudged: NotJudged?) -> String {
        var text = PlainText.line("\(object(of: request)) \(request.operation.rawValue): ")
        text += verdict.isAllowed ? "allowed" : "denied"
        text += (notJudged.map { PlainText.line(" (\($0.description): not judged)") } ?? "") + "\n"
        for finding in verdict.findings { text += "  \(finding.severity.rawValue)  \(finding.message)\n" }
        for note in verdict.mutation?.notes ?? [] { text += "  note  \(note)\n" }
        if let patch = verdict.mutation?.patch, !patch.operations.isEmpty {
            text += "  patch:\n"
            for operation in patch.operations { text += diff(operation) }
        }
        return text
    }

    /// Such as `Ingress shop/web`.
    static func object(of request: AdmissionRequest) -> String {
        let name = request.name.isEmpty ? "(generated name)" : request.name
        let place = request.namespace.isEmpty ? name : "\(request.namespace)/\(name)"
        let kind = request.kind.kind + (request.subResource.isEmpty ? "" : "/" + request.subResource)
        return "\(kind) \(place)"
    }

    private static func diff(_ operation: JSONPatch.Operation) -> String {
        switch operation {
        case .add(let path, let value): "    + \(field(path)): \(plain(value))\n"
        case .replace(let path, let value): "    ~ \(field(path)): \(plain(value))\n"
        case .remove(let path): "    - \(field(path))\n"
        case .move(let from, let path): "    > \(field(from)) to \(field(path))\n"
        case .copy(let from, let path): "    = \(field(from)) to \(field(path))\n"
        case .test: ""
        }
    }

    /// As findings write a place.
    private static func field(_ pointer: JSONPointer) -> String {
        FieldPath(components: pointer.tokens.map { .key($0) }).description
    }

    /// A string as it is written in a manifest; everything else as JSON.
    private static func plain(_ value: [UInt8]) -> String {
        let json = String(decoding: value, as: UTF8.self)
        guard let document = try? JSONDocument(parsing: value), let text = document.string(document.root),
            !text.contains("'"), PlainText.line(text) == text
        else { return json }
        return "'\(text)'"
    }
}
