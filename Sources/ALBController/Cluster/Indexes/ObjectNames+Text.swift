extension ObjectNames {
    /// For messages: `Ingress default/a`, `2 Ingresses (default/a, default/b)`.
    package var ingressList: String {
        let count = count
        let names = prefix(3).map(\.description).joined(separator: ", ")
        return count == 1 ? "Ingress \(names)" : "\(count) Ingresses (\(names)\(count > 3 ? ", ..." : ""))"
    }
}
