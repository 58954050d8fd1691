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
        guard let slash = apiVersion.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            self.init(group: "", version: apiVersion, kind: kind)
            return
        }
        let version = apiVersion[apiVersion.utf8.index(after: slash)...]
        self.init(group: String(apiVersion[..<slash]), version: String(version), kind: kind)
    }
}
