import Admission
import Certificates
import JSON
import Kubernetes
import KubernetesClient
import TLS
import Webhook

extension Kubeconfig {
    /// The cluster and the user of a context, of the current one for nil.
    func access(_ wanted: String?) throws(ServeOptions.Problem) -> ClusterAccess {
        guard let name = wanted ?? currentContext else {
            let names = contextNames.prefix(8).map { "\"\($0.clipped)\"" }.joined(separator: ", ")
            throw Self.problem(
                "\(paths): has no current-context; name one with --context" + (names.isEmpty ? "" : ": \(names)")
            )
        }
        guard let context = entry(name, in: "contexts", "context") else {
            let hint = Suggestion.nearest(to: name, in: contextNames).map { "; did you mean \($0.clipped)?" } ?? ""
            throw Self.problem("\(paths): there is no context \"\(name.clipped)\"\(hint)")
        }
        guard let clusterName = context.text("cluster"), let cluster = entry(clusterName, in: "clusters", "cluster")
        else { throw Self.problem("\(context.path): the cluster of context \"\(name.clipped)\" is not there") }
        var access = try server(of: cluster)
        guard let userName = context.text("user") else { return access }
        guard let user = entry(userName, in: "users", "user") else {
            throw Self.problem("\(context.path): the user of context \"\(name.clipped)\" is not there")
        }
        try log(user, into: &access)
        return access
    }

    private func server(of cluster: Entry) throws(ServeOptions.Problem) -> ClusterAccess {
        func problem(_ text: String) -> ServeOptions.Problem {
            Self.problem("\(cluster.path): cluster \"\(cluster.name.clipped)\" \(text)")
        }
        let text = cluster.text("server") ?? ""
        guard let (url, prefix) = Self.split(text) else {
            throw problem("has the server \"\(text.clipped)\", which is no URL such as https://10.0.0.1:6443")
        }
        if cluster.text("proxy-url") != nil { throw problem("is behind a proxy-url, \(Self.wayOut)") }
        var access = APIServerAccess(
            host: url.host,
            port: url.port,
            transport: .plain,
            userAgent: "alb-admission/\(Version.program)"
        )
        access.serverName = cluster.text("tls-server-name")
        if url.isPlain {
            guard url.isLoopback else {
                throw problem("is on plain http, which is for loopback only (127.0.0.0/8, ::1, localhost)")
            }
            return ClusterAccess(server: access, prefix: prefix)
        }
        let authority = try authority(of: cluster)
        if cluster.value["insecure-skip-tls-verify"]?.boolean == true {
            if authority != nil { throw problem("has insecure-skip-tls-verify and a certificate-authority") }
            access.transport = .unverified
        } else if let authority {
            do throws(TLSError) {
                _ = try TLSContext(clientTrusting: authority)
            } catch {
                throw problem("has a certificate-authority that cannot be used: \(error)")
            }
            access.transport = .tls(authority: { .success(authority) })
        } else {
            access.transport = .systemTrust
        }
        return ClusterAccess(server: access, prefix: prefix)
    }

    private func authority(of cluster: Entry) throws(ServeOptions.Problem) -> [UInt8]? {
        try bytes("certificate-authority", of: cluster)
    }

    /// The contents of a file, or what stands in its place behind `-data`, which wins.
    private func bytes(_ key: String, of entry: Entry) throws(ServeOptions.Problem) -> [UInt8]? {
        if let text = entry.text("\(key)-data") {
            guard let bytes = Base64.decode(text) else {
                throw Self.problem("\(entry.path): \(key)-data of \"\(entry.name.clipped)\" is no base64")
            }
            return bytes
        }
        guard let file = entry.text(key) else { return nil }
        switch SourceFile.read(entry.resolve(file)) {
        case .success(let bytes): return bytes
        case .failure(let problem): throw Self.problem("\(key) of \"\(entry.name.clipped)\": \(problem.text)")
        }
    }

    private func log(_ user: Entry, into access: inout ClusterAccess) throws(ServeOptions.Problem) {
        func problem(_ text: String) -> ServeOptions.Problem {
            Self.problem("\(user.path): user \"\(user.name.clipped)\" \(text)")
        }
        if user.isSet("exec") {
            let program = user.value["exec"]?["command"]?.string.map { " \"\($0.clipped)\"" } ?? ""
            throw problem("logs in by running the program\(program), \(Self.wayOut)")
        }
        if user.isSet("auth-provider") { throw problem("logs in by an auth-provider, \(Self.wayOut)") }
        if user.isSet("username") || user.isSet("password") {
            throw problem("logs in by a password, which no API server has taken since Kubernetes 1.19")
        }
        if let key = ["as", "as-uid", "as-groups", "as-user-extra"].first(where: user.isSet) {
            throw problem("acts for somebody else (\(key)), \(Self.wayOut)")
        }
        if let file = user.text("tokenFile") {
            access.server.token = KubeCredentials.token(user.resolve(file))
        } else if let token = user.text("token") {
            access.server.token = { .success(token) }
        }
        if case .failure(let failure) = access.server.token?() { throw problem("has no token: \(failure.text)") }
        let certificate = try bytes("client-certificate", of: user)
        let key = try bytes("client-key", of: user)
        switch (certificate, key) {
        case (nil, nil): return
        case (let certificate?, let key?):
            do throws(CertificateError) {
                let credentials = try TLSCredentials(certificatePEM: certificate, privateKeyPEM: key)
                access.server.clientCredentials = { .success(credentials) }
            } catch {
                throw problem("has a client certificate and key that cannot be used: \(error)")
            }
        default: throw problem("needs client-certificate and client-key together")
        }
    }

    /// What an unsupported way to a cluster is replaced by.
    private static let wayOut = """
        which is not supported here: run 'kubectl proxy' and use --kube-api http://127.0.0.1:8001, or pipe 'kubectl get \
        ingresses,ingressclasses,services,namespaces,albconfigs -A -o json' into standard input (-)
        """

    /// Scheme, host and port, and the path behind them.
    private static func split(_ text: String) -> (KubeServerURL, prefix: String)? {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
        let slash = text.dropFirst(scheme.count).firstIndex(of: "/") ?? text.endIndex
        guard let url = KubeServerURL(String(text[..<slash])) else { return nil }
        var prefix = text[slash...]
        while prefix.hasSuffix("/") { prefix.removeLast() }
        let isPath = prefix.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"?#%".utf8.contains($0) }
        return isPath ? (url, String(prefix)) : nil
    }
}
