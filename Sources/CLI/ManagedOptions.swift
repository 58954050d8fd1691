import Certificates
import KubernetesClient
import ManagedCertificates
import Webhook

/// The flags of `serve` about certificates that the server keeps itself.
enum ManagedOptions {
    static let all = [
        Option(
            name: "cert-secret",
            value: "NAMESPACE/NAME",
            help: "make, renew and register certificates, kept in this Secret"
        ),
        Option(name: "cert-dns-names", value: "NAMES", help: "with it: names of the certificate (comma list)"),
        Option(
            name: "cert-webhook-configurations",
            value: "NAME",
            help: "with it: the two configurations whose caBundle is kept"
        ),
        Option(name: "cert-lifetime", value: "DURATION", help: "life of a certificate (default 720h)"),
        Option(name: "cert-ca-lifetime", value: "DURATION", help: "life of an authority (default 8760h)"),
    ]

    /// Nil without `--cert-secret`.
    static func keeper(
        _ options: Options,
        _ access: APIServerAccess?
    ) throws(ServeOptions.Problem) -> CertificateKeeper? {
        guard let text = options.value("cert-secret") else {
            if let flag = all.map(\.name).first(where: { options.value($0) != nil }) {
                throw usage("--\(flag) needs --cert-secret")
            }
            return nil
        }
        for flag in ["cert-dir", "tls-cert-file", "tls-private-key-file"] where options.value(flag) != nil {
            throw usage("--cert-secret and --\(flag) exclude each other")
        }
        guard let access else { throw usage("--cert-secret needs --kube-api in-cluster or --kube-api URL") }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy(CertificateFlags.isObjectName) else {
            throw usage("--cert-secret must be NAMESPACE/NAME, is \"\(text)\"")
        }
        guard let configurations = options.value("cert-webhook-configurations") else {
            throw usage("--cert-secret needs --cert-webhook-configurations")
        }
        guard CertificateFlags.isObjectName(configurations) else {
            throw usage("--cert-webhook-configurations must be the name of an object, is \"\(configurations)\"")
        }
        let place = CertificateKeeper.Place(namespace: parts[0], secret: parts[1], configurations: configurations)
        return CertificateKeeper(place, try terms(options), access, clock: { WallClock.seconds() })
    }

    private static func terms(_ options: Options) throws(ServeOptions.Problem) -> CertificateTerms {
        guard let names = options.value("cert-dns-names") else { throw usage("--cert-secret needs --cert-dns-names") }
        let leaf = try CertificateFlags.lifetime(options, "cert-lifetime", default: 720 * 3600)
        let authority = try CertificateFlags.lifetime(options, "cert-ca-lifetime", default: 8760 * 3600)
        guard authority >= 2 * leaf else {
            throw usage("--cert-ca-lifetime must be at least twice --cert-lifetime")
        }
        return CertificateTerms(
            names: try CertificateFlags.names(names, flag: "cert-dns-names"),
            leafLife: leaf,
            authorityLife: authority
        )
    }

    private static func usage(_ text: String) -> ServeOptions.Problem {
        ServeOptions.Problem(code: .usage, text: text)
    }
}
