package import JSON

/// Why bytes are not an AdmissionReview that can be judged.
package struct AdmissionReviewError: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case json(JSONParseError)
        /// A field of the review itself is missing or has the wrong type.
        case field(path: String, problem: String)
        case duplicateKey(path: String)
    }

    package var reason: Reason
    package var position: JSONPosition
    /// From the request, or from a tolerant scan of a broken one; nil when there is none to echo.
    package var uid: String?
    package var version: AdmissionVersion

    /// For bytes that are not JSON: the uid is looked for all the same.
    package init(unparsed bytes: [UInt8], error: JSONParseError) {
        let found = BrokenReview(bytes)
        reason = .json(error)
        position = error.position
        uid = found.uid
        version = found.version
    }

    init(reason: Reason, position: JSONPosition, uid: String?, version: AdmissionVersion) {
        self.reason = reason
        self.position = position
        self.uid = uid
        self.version = version
    }

    /// One line without control characters: it quotes what the asker has written.
    package var message: String {
        switch reason {
        case .json(let error): "not valid JSON: \(error.reason.text)"
        case .field(let path, let problem): PlainText.line("\(path): \(problem)")
        case .duplicateKey(let path): PlainText.line("\(path): duplicate key")
        }
    }
}
