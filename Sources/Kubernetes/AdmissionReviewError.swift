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

    package var message: String {
        switch reason {
        case .json(let error): "not valid JSON: \(error.reason.text)"
        case .field(let path, let problem): "\(path): \(problem)"
        case .duplicateKey(let path): "\(path): the key stands there twice"
        }
    }
}
