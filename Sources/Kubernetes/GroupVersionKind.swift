/// A kind as `request.kind` names it; the core group is the empty string.
package struct GroupVersionKind: Hashable, Sendable {
    package var group: String
    package var version: String
    package var kind: String

    package init(group: String, version: String, kind: String) {
        self.group = group
        self.version = version
        self.kind = kind
    }

    /// `networking.k8s.io/v1`, or `v1` for the core group.
    package var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    package init(apiVersion: String, kind: String) {
        let parts = apiVersion.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 {
            self.init(group: String(parts[0]), version: String(parts[1]), kind: kind)
        } else {
            self.init(group: "", version: apiVersion, kind: kind)
        }
    }
}
