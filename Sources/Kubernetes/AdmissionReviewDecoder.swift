package import JSON

/// Reads an AdmissionReview (v1, v1beta1) or, for saved files, a bare AdmissionRequest.
///
/// The checks are those that make an answer possible: kube-apiserver sends all of these fields, so one that is missing
/// or has another type means that something else is asking, and it is told what.
package struct AdmissionReviewDecoder {
    private let document: JSONDocument
    private let root: JSONNode
    private var version = AdmissionVersion.v1
    private var uid: String?

    private init(_ document: JSONDocument, _ root: JSONNode) {
        self.document = document
        self.root = root
    }

    /// Decodes one review; `allowBareRequest` also takes an object that is itself the request.
    package static func decode(
        _ bytes: [UInt8],
        allowBareRequest: Bool = false
    ) throws(AdmissionReviewError) -> AdmissionRequest {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes)
        } catch {
            throw AdmissionReviewError(unparsed: bytes, error: error)
        }
        return try decode(document, allowBareRequest: allowBareRequest)
    }

    package static func decode(
        _ document: JSONDocument,
        at node: JSONNode? = nil,
        allowBareRequest: Bool = false
    ) throws(AdmissionReviewError) -> AdmissionRequest {
        var decoder = AdmissionReviewDecoder(document, node ?? document.root)
        return try decoder.review(allowBareRequest: allowBareRequest)
    }

    private mutating func review(allowBareRequest: Bool) throws(AdmissionReviewError) -> AdmissionRequest {
        guard document.kind(root) == .object else {
            throw failure("AdmissionReview", "must be a JSON object, is \(document.kind(root).article)", at: root)
        }
        let request = document.member("request", of: root)
        if request == nil, allowBareRequest, document.member("uid", of: root) != nil,
            document.member("operation", of: root) != nil
        {
            return try self.request(root, path: "")
        }
        if let request, document.kind(request) == .object { readUID(request) }
        try readVersion()
        guard let request, document.kind(request) != .null else { throw failure("request", "is missing", at: root) }
        guard document.kind(request) == .object else {
            throw failure("request", "must be an object, is \(document.kind(request).article)", at: request)
        }
        return try self.request(request, path: "request.")
    }

    private mutating func readVersion() throws(AdmissionReviewError) {
        let apiVersion = try string("apiVersion", of: root, path: "")
        guard let known = AdmissionVersion(rawValue: apiVersion) else {
            let allowed = "admission.k8s.io/v1 or admission.k8s.io/v1beta1"
            throw failure("apiVersion", "must be \(allowed), is \"\(apiVersion.clipped)\"", at: root)
        }
        version = known
        let kind = try string("kind", of: root, path: "")
        guard kind == "AdmissionReview" else {
            throw failure("kind", "must be AdmissionReview, is \"\(kind.clipped)\"", at: root)
        }
    }

    private mutating func readUID(_ request: JSONNode) {
        guard let node = document.member("uid", of: request), let text = document.string(node), !text.isEmpty else {
            return
        }
        uid = text
    }

    private mutating func request(_ node: JSONNode, path: String) throws(AdmissionReviewError) -> AdmissionRequest {
        readUID(node)
        let uid = try string("uid", of: node, path: path)
        guard !uid.isEmpty else { throw failure(path + "uid", "is empty", at: node) }
        if let key = document.duplicateKey {
            throw AdmissionReviewError(
                reason: .duplicateKey(path: document.path(of: key)),
                position: document.position(key),
                uid: uid,
                version: version
            )
        }
        let verb = try string("operation", of: node, path: path)
        guard let operation = Operation(rawValue: verb) else {
            throw failure(
                path + "operation",
                "must be CREATE, UPDATE, DELETE or CONNECT, is \"\(verb.clipped)\"",
                at: node
            )
        }
        return AdmissionRequest(
            document: document,
            version: version,
            uid: uid,
            kind: try kind(node, path: path),
            subResource: try optionalString("subResource", of: node, path: path),
            name: try optionalString("name", of: node, path: path),
            namespace: try optionalString("namespace", of: node, path: path),
            operation: operation,
            userInfo: try userInfo(node, path: path),
            object: try object("object", of: node, path: path, required: operation == .create || operation == .update),
            oldObject: try object("oldObject", of: node, path: path, required: false),
            dryRun: document.member("dryRun", of: node).flatMap(document.boolean) ?? false
        )
    }

    private func kind(_ request: JSONNode, path: String) throws(AdmissionReviewError) -> GroupVersionKind {
        guard let node = document.member("kind", of: request) else {
            throw failure(path + "kind", "is missing", at: request)
        }
        guard document.kind(node) == .object else {
            throw failure(path + "kind", "must be an object, is \(document.kind(node).article)", at: node)
        }
        return GroupVersionKind(
            group: try optionalString("group", of: node, path: path + "kind."),
            version: try optionalString("version", of: node, path: path + "kind."),
            kind: try string("kind", of: node, path: path + "kind.")
        )
    }

    private func userInfo(_ request: JSONNode, path: String) throws(AdmissionReviewError) -> UserInfo {
        guard let node = document.member("userInfo", of: request) else { return UserInfo() }
        let groups = document.member("groups", of: node).map { list in
            document.elements(list).compactMap { document.string($0) }
        }
        return UserInfo(
            username: try optionalString("username", of: node, path: path + "userInfo."),
            groups: groups ?? []
        )
    }

    private func object(
        _ name: StaticString,
        of request: JSONNode,
        path: String,
        required: Bool
    ) throws(AdmissionReviewError) -> JSONNode? {
        guard let node = document.member(name, of: request), document.kind(node) != .null else {
            guard !required else { throw failure(path + "\(name)", "is missing", at: request) }
            return nil
        }
        guard document.kind(node) == .object else {
            throw failure(path + "\(name)", "must be an object, is \(document.kind(node).article)", at: node)
        }
        return node
    }

    private func string(
        _ name: StaticString,
        of node: JSONNode,
        path: String
    ) throws(AdmissionReviewError) -> String {
        guard let value = document.member(name, of: node), document.kind(value) != .null else {
            throw failure(path + "\(name)", "is missing", at: node)
        }
        guard let text = document.string(value) else {
            throw failure(path + "\(name)", "must be a string, is \(document.kind(value).article)", at: value)
        }
        return text
    }

    private func optionalString(
        _ name: StaticString,
        of node: JSONNode,
        path: String
    ) throws(AdmissionReviewError) -> String {
        guard let value = document.member(name, of: node), document.kind(value) != .null else { return "" }
        return try string(name, of: node, path: path)
    }

    private func failure(_ path: String, _ problem: String, at node: JSONNode) -> AdmissionReviewError {
        AdmissionReviewError(
            reason: .field(path: path, problem: problem),
            position: document.position(node),
            uid: uid,
            version: version
        )
    }
}

extension String {
    /// At most 60 characters, for values from outside that are quoted in messages.
    package var clipped: String { count > 60 ? prefix(57) + "..." : self }
}
