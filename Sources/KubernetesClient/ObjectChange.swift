/// A request that changes one object.
///
/// What must not overwrite another's change carries `metadata.resourceVersion`: the server then answers 409 when the
/// object has changed since, which is ``APIWrite/conflict(_:)``.
package struct ObjectChange: Hashable, Sendable {
    package enum Verb: Hashable, Sendable {
        /// POST to the collection; the name is the body's.
        case create
        /// PUT of the whole object.
        case replace
        /// RFC 7386.
        case mergePatch
        /// RFC 6902.
        case jsonPatch
    }

    package var verb: Verb
    /// JSON.
    package var body: [UInt8]

    package init(_ verb: Verb, _ body: [UInt8]) {
        self.verb = verb
        self.body = body
    }

    var method: String {
        switch verb {
        case .create: "POST"
        case .replace: "PUT"
        case .mergePatch, .jsonPatch: "PATCH"
        }
    }

    var contentType: String {
        switch verb {
        case .create, .replace: "application/json"
        case .mergePatch: "application/merge-patch+json"
        case .jsonPatch: "application/json-patch+json"
        }
    }
}
