import ALBController
import Admission
import Kubernetes

/// An annotation whose value is one of a few words, without regard to case.
struct WordAnnotation {
    var key: StaticString
    var allowed: [String]

    var list: String { allowed.joined(separator: ", ") }

    func allows(_ value: String) -> Bool { allowed.contains { GoText.equalFold($0, value) } }

    /// The way out for a value that is not allowed: an empty one means the default, as no annotation does.
    func fix(_ value: String) -> Fix {
        let field = FieldPath.annotation(key)
        let trimmed = GoText.trimSpace(value)
        if trimmed.isEmpty { return .remove(annotation: field) }
        // HTTP/1.1 for HTTP1.1 too.
        let plain = trimmed.replacing("/", with: "")
        guard let word = allowed.first(where: { GoText.equalFold($0, plain) }) else {
            return "write one of \(list), or remove the annotation for the default"
        }
        return .write(word, in: field)
    }
}
