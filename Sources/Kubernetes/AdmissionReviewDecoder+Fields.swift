import JSON

/// Where a field stands; put together for an error only.
struct FieldPrefix {
    /// `request.`, or empty for a bare request and for the review itself.
    var outer: StaticString
    var inner: StaticString = ""

    static let none = FieldPrefix(outer: "")

    func inside(_ name: StaticString) -> FieldPrefix { FieldPrefix(outer: outer, inner: name) }
    func field(_ name: String) -> String { "\(outer)\(inner)\(name)" }
}

/// Reading single fields of a review: absent and null are the same, another type is an error that names the value.
extension AdmissionReviewDecoder {
    func object(
        _ name: StaticString,
        of request: JSONNode,
        path: FieldPrefix,
        required: Bool
    ) throws(AdmissionReviewError) -> JSONNode? {
        guard let node = document.member(name, of: request), document.kind(node) != .null else {
            guard !required else { throw failure(path.field("\(name)"), "is missing", at: request) }
            return nil
        }
        guard document.kind(node) == .object else {
            throw failure(path.field("\(name)"), "must be an object, is \(document.kind(node).article)", at: node)
        }
        return node
    }

    func string(
        _ name: StaticString,
        of node: JSONNode,
        path: FieldPrefix
    ) throws(AdmissionReviewError) -> String {
        guard let value = document.member(name, of: node), document.kind(value) != .null else {
            throw failure(path.field("\(name)"), "is missing", at: node)
        }
        guard let text = document.string(value) else {
            throw failure(path.field("\(name)"), "must be a string, is \(document.kind(value).article)", at: value)
        }
        return text
    }

    func optionalString(
        _ name: StaticString,
        of node: JSONNode,
        path: FieldPrefix
    ) throws(AdmissionReviewError) -> String {
        guard let value = document.member(name, of: node), document.kind(value) != .null else { return "" }
        return try string(name, of: node, path: path)
    }

    func optionalBoolean(
        _ name: StaticString,
        of node: JSONNode,
        path: FieldPrefix
    ) throws(AdmissionReviewError) -> Bool {
        guard let value = document.member(name, of: node), document.kind(value) != .null else { return false }
        guard let flag = document.boolean(value) else {
            throw failure(path.field("\(name)"), "must be a boolean, is \(document.kind(value).article)", at: value)
        }
        return flag
    }

    func failure(_ path: String, _ problem: String, at node: JSONNode) -> AdmissionReviewError {
        AdmissionReviewError(
            reason: .field(path: path, problem: problem),
            position: document.position(node),
            uid: uid,
            version: version
        )
    }
}
