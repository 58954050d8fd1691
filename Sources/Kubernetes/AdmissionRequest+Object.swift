package import JSON

extension AdmissionRequest {
    /// The request that the API server would make for a plain object, for judging saved objects.
    package init(
        _ operation: Operation,
        kind: GroupVersionKind,
        document: JSONDocument,
        object: JSONNode?,
        oldObject: JSONNode? = nil,
        uid: String = ""
    ) {
        let metadata = (object ?? oldObject).flatMap { document.member("metadata", of: $0) }
        func text(_ name: StaticString) -> String {
            metadata.flatMap { document.member(name, of: $0) }.flatMap { document.string($0) } ?? ""
        }
        self.init(
            document: document,
            version: .v1,
            uid: uid,
            kind: kind,
            subResource: "",
            name: text("name"),
            namespace: text("namespace"),
            operation: operation,
            userInfo: UserInfo(),
            object: object,
            oldObject: oldObject,
            dryRun: false
        )
    }
}
