package import JSON

/// What a single GET of one object came to.
package enum APIRead: Sendable {
    case found(JSONValue)
    /// 404.
    case absent
    case failed(ResourceProblem)
}
