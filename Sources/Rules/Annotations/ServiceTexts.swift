import Kubernetes

extension Annotations {
    /// The values of the annotations that are named `prefix` and a Service, by Service.
    ///
    /// One pass over the annotations: a look-up of its own for each of many Services would cost their product.
    func byService(_ prefix: StaticString) -> [String: String] {
        var texts: [String: String] = [:]
        for (name, value) in all(withPrefix: prefix) {
            texts[String(Substring(name.utf8.dropFirst(prefix.utf8CodeUnitCount)))] = value
        }
        return texts
    }
}
