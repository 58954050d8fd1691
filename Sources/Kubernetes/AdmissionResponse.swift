import JSON

/// What goes back: `response` of an AdmissionReview.
package struct AdmissionResponse: Sendable {
    package var version: AdmissionVersion
    package var uid: String
    package var allowed: Bool
    /// Only with `allowed == false`; kube-apiserver ignores it otherwise.
    package var status: Status?
    /// A serialized RFC 6902 document; nil for no change, and never from a validating webhook.
    package var patch: [UInt8]?
    package var warnings: [String]
    /// Keys are qualified-name parts without a slash; the same request must always give the same values.
    package var auditAnnotations: [(key: String, value: String)]

    package init(
        version: AdmissionVersion,
        uid: String,
        allowed: Bool,
        status: Status? = nil,
        patch: [UInt8]? = nil,
        warnings: [String] = [],
        auditAnnotations: [(key: String, value: String)] = []
    ) {
        self.version = version
        self.uid = uid
        self.allowed = allowed
        self.status = status
        self.patch = patch
        self.warnings = warnings
        self.auditAnnotations = auditAnnotations
    }

    /// The whole AdmissionReview.
    ///
    /// Warnings need v1; v1beta1 clients skip what they do not know.
    package func serialized() -> [UInt8] {
        var json = JSONWriter(capacity: 1024)
        json.part(#"{"kind":"AdmissionReview","apiVersion":"#, needsComma: false)
        json.string(version.rawValue)
        json.part(#","response":{"uid":"#, needsComma: false)
        json.string(uid)
        json.part(allowed ? #","allowed":true"# : #","allowed":false"#, needsComma: true)
        if let status, !allowed {
            json.key("status")
            status.write(to: &json)
        }
        if let patch {
            json.part(#","patchType":"JSONPatch","patch":"#, needsComma: false)
            json.plainString(Base64.length(patch.count)) { Base64.append(patch, to: &$0) }
        }
        if !auditAnnotations.isEmpty {
            json.key("auditAnnotations")
            json.beginObject()
            for annotation in auditAnnotations {
                json.key(annotation.key)
                json.string(annotation.value)
            }
            json.endObject()
        }
        if !warnings.isEmpty {
            json.key("warnings")
            json.beginArray()
            for warning in warnings { json.string(warning) }
            json.endArray()
        }
        json.endObject()
        json.endObject()
        return json.bytes
    }
}
