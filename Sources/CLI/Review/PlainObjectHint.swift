import Documents
import JSON

/// What `review` says to somebody who gives it a manifest, which is what people have at hand.
///
/// It names the way to a verdict at once: "convert it to JSON" would only lead to "this is a plain object".
enum PlainObjectHint {
    private static let way = "use 'alb-admission check', which reads manifests"

    /// Nil where the input is no YAML, or an AdmissionReview that only needs another form.
    static func text(of problem: DocumentStream.Problem) -> String? {
        let head = String(decoding: problem.bytes.prefix(4096), as: UTF8.self)
        guard problem.looksLikeYAML, !head.contains("AdmissionReview") else { return nil }
        return "this looks like a manifest in YAML, and review reads AdmissionReviews in JSON; \(way)"
    }

    static func text(of document: JSONDocument) -> String? {
        let isObject = document.member("metadata", of: document.root) != nil
        let isList = document.member("items", of: document.root) != nil
        guard isObject || isList else { return nil }
        return "this is a plain \(isList ? "list" : "object"), not a request to admit one; \(way)"
    }
}
