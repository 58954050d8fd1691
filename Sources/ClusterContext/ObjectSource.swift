package import KubernetesClient

/// Where single objects are read and what else is heard comes from: the API server, or a script in a test.
package protocol ObjectSource: Sendable {
    /// See ``APIClient/read(_:namespace:name:deadline:_:)``.
    func read(
        _ resource: Int,
        namespace: String,
        name: String,
        deadline: UInt64,
        _ done: @escaping @Sendable (APIRead) -> Void
    )

    /// Nothing is told after it has returned.
    func stop()
}

extension APIClient: ObjectSource {}
