/// A network plugin, told from the DaemonSet that it runs as: `kube-flannel-ds`, `terway-eniip` and the like.
package enum NetworkPluginTrace: Hashable, Sendable {
    case flannel
    case terway

    /// Nil for any other DaemonSet.
    init?(daemonSet name: String) {
        if name.contains("flannel") {
            self = .flannel
        } else if name.hasPrefix("terway") {
            self = .terway
        } else {
            return nil
        }
    }
}
