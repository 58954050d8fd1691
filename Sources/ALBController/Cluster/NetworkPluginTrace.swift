import JSON
import Kubernetes

/// A network plugin, told from the DaemonSet that it runs as: `kube-flannel-ds`, `terway-eniip` and the like.
package enum NetworkPluginTrace: Hashable, Sendable {
    case flannel
    case terway

    /// Nil for any other object.
    init?(_ document: JSONDocument, _ object: JSONNode, apiVersion: String, kind: String) {
        guard kind == "DaemonSet", apiVersion.hasPrefix("apps/") || apiVersion.hasPrefix("extensions/"),
            let metadata = document.member("metadata", of: object),
            let name = document.member("name", of: metadata).flatMap({ document.string($0) })
        else { return nil }
        if name.contains("flannel") {
            self = .flannel
        } else if name.hasPrefix("terway") {
            self = .terway
        } else {
            return nil
        }
    }
}
