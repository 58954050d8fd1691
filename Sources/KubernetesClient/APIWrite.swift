package import JSON

/// What a single request that changes one object came to.
package enum APIWrite: Sendable {
    /// The object as it is stored now.
    case done(JSONValue)
    /// 409: it exists already, or it is not any more what the request was made from.
    case conflict(String)
    /// 404.
    case absent
    case failed(ResourceProblem)
}
