import ClusterContext

/// Objects of a cluster as the input of a command that otherwise reads files.
enum ClusterInput {
    static let options = [
        Option(name: "kube-api", value: "in-cluster|URL", help: "the API server to read"),
        Option(name: "kube-token-file", value: "FILE", help: "bearer token for it (in-cluster: the service account's)"),
        Option(name: "kube-ca-file", value: "FILE", help: "its authority, PEM (in-cluster: the service account's)"),
        Option(name: "kubeconfig", value: "FILE", help: "the cluster that kubectl would talk to with this file"),
        Option(name: "context", value: "NAME", help: "the context of the kubeconfig (default: its current one)"),
        Option(name: "kube-secrets", help: "also read Secrets, for the rules about certificates"),
    ]

    /// How a cluster is read, and what.
    struct Source: Sendable {
        var access: ClusterAccess
        var kinds: [ContextKind]
    }

    /// Nil when files are read instead; on failure nothing was asked of any server.
    ///
    /// With `isDefault` a command without files and without these flags reads what kubectl would: `$KUBECONFIG`, then
    /// `~/.kube/config`, then the cluster around the Pod.
    static func source(
        _ options: Options,
        files: [String],
        isDefault: Bool,
        _ console: Console
    ) throws(ServeOptions.Problem) -> Source? {
        guard let access = try access(options, files, isDefault, console) else {
            if options.isSet("kube-secrets") { throw usage("--kube-secrets needs --kube-api or --kubeconfig") }
            return nil
        }
        let kinds = ContextKind.allCases.filter { $0 != .secret || options.isSet("kube-secrets") }
        return Source(access: access, kinds: kinds)
    }

    private static func access(
        _ options: Options,
        _ files: [String],
        _ isDefault: Bool,
        _ console: Console
    ) throws(ServeOptions.Problem) -> ClusterAccess? {
        let ofKubectl = ["kubeconfig", "context"].first { options.value($0) != nil }
        let server = (options.value("kube-api") ?? "off") == "off" ? nil : "kube-api"
        if let server, let ofKubectl { throw usage("--\(server) and --\(ofKubectl) exclude each other") }
        if let flag = server ?? ofKubectl, let file = files.first {
            throw usage("--\(flag) reads a cluster, \"\(file)\" is a file: give one of them")
        }
        if server == nil, let flag = ["kube-token-file", "kube-ca-file"].first(where: { options.value($0) != nil }) {
            throw usage("--\(flag) needs --kube-api in-cluster or --kube-api URL")
        }
        if server != nil {
            return try KubeOptions.access(options, console).map { ClusterAccess(server: $0) }
        }
        guard ofKubectl != nil || isDefault && files.isEmpty else { return nil }
        return try likeKubectl(options, console)
    }

    private static func likeKubectl(
        _ options: Options,
        _ console: Console
    ) throws(ServeOptions.Problem) -> ClusterAccess {
        let context = options.value("context")
        if let path = options.value("kubeconfig") {
            return try Kubeconfig(reading: [path], mayLack: false).access(context)
        }
        if let list = console.environment("KUBECONFIG"), !list.isEmpty {
            let paths = list.split(separator: ":").map(String.init)
            return try Kubeconfig(reading: paths, mayLack: true).access(context)
        }
        let home = (console.environment("HOME") ?? "").isEmpty ? nil : console.environment("HOME")
        if let path = home.map({ "\($0)/.kube/config" }), Kubeconfig.exists(path) {
            return try Kubeconfig(reading: [path], mayLack: false).access(context)
        }
        if context == nil, console.environment("KUBERNETES_SERVICE_HOST") != nil {
            return ClusterAccess(server: try KubeOptions.inCluster(console))
        }
        throw usage(
            "no input: name files, folders or - for standard input, or a cluster by --kubeconfig FILE or --kube-api "
                + "URL; there is neither $KUBECONFIG nor ~/.kube/config"
        )
    }

    private static func usage(_ text: String) -> ServeOptions.Problem {
        ServeOptions.Problem(code: .usage, text: text)
    }
}
