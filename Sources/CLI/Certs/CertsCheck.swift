import Certificates
import Webhook

/// Tells whether certificates are fit to be served, in files or in a cluster.
enum CertsCheck: Subcommand {
    static let name = "certs check"
    static let operands = ""
    static let summary = "Checks a serving certificate in files, or what is registered in a cluster and served there."
    static let options =
        [
            Option(name: "cert-dir", value: "DIR", help: "folder with tls.crt, tls.key and perhaps ca.crt"),
            Option(name: "tls-cert-file", value: "FILE", help: "certificate chain, PEM, instead of --cert-dir"),
            Option(name: "tls-private-key-file", value: "FILE", help: "its private key, PEM"),
            Option(
                name: "ca-bundle",
                value: "FILE",
                help: "what the registration has as caBundle, PEM (default ca.crt of --cert-dir)"
            ),
            Option(name: "dns-names", value: "NAMES", help: "names that the certificate must have (comma list)"),
            Option(
                name: "webhook-configurations",
                value: "NAME",
                help: "with --kube-api: the registrations to check, Validating and Mutating"
            ),
            Option(
                name: "connect",
                value: "HOST:PORT",
                help: "connect here instead of where they say, under the same name"
            ),
        ] + KubeOptions.server + [
            Option(
                name: "output",
                short: "o",
                value: "text|json",
                help: "how to print (default text)",
                choices: ["text", "json"]
            ),
            Option(name: "fail-on-warn", help: "exit 2 when there are warnings and nothing is broken"),
        ]
    static let notes = """
        Files: certificate and key belong together, the chain verifies against the bundle as kube-apiserver verifies it,
        names are there, nothing has expired or is about to (a third of its life, at most 30 days), the key is one that
        kube-apiserver takes.
        Cluster: reads the two configurations, connects to each webhook under the name that kube-apiserver uses
        (SERVICE.NAMESPACE.svc, or the host of the url), and tells whether its caBundle verifies what is served there.

        exit codes: 0 clean, 1 something is broken, 2 only warnings and --fail-on-warn, 3 nothing to check or unreadable,
                    64 usage
        """

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        do throws(ServeOptions.Problem) {
            if let operand = options.operands.first { throw usage("takes no operands, got \"\(operand)\"") }
            let report: CertificateReport
            if options.value("webhook-configurations") != nil || options.value("kube-api") != nil {
                report = try RegistrationCheck.run(options, console)
            } else {
                report = try files(options, console)
            }
            console.out(options.value("output") == "json" ? report.json : report.text)
            return report.code(failOnWarn: options.isSet("fail-on-warn"))
        } catch {
            console.problem("certs check: \(error.text)")
            return error.code
        }
    }

    private static func files(_ options: Options, _ console: Console) throws(ServeOptions.Problem) -> CertificateReport
    {
        for flag in ["connect", "kube-token-file", "kube-ca-file"] where options.value(flag) != nil {
            throw usage("--\(flag) needs --kube-api and --webhook-configurations")
        }
        let folder = options.value("cert-dir")
        let paths: (chain: String, key: String)
        switch (folder, options.value("tls-cert-file"), options.value("tls-private-key-file")) {
        case (let folder?, nil, nil): paths = ("\(folder)/tls.crt", "\(folder)/tls.key")
        case (nil, let chain?, let key?): paths = (chain, key)
        case (nil, nil, nil):
            throw usage("needs --cert-dir, or --tls-cert-file and --tls-private-key-file, or --kube-api")
        case (_?, _, _): throw usage("--cert-dir and --tls-cert-file exclude each other")
        default: throw usage("--tls-cert-file and --tls-private-key-file go together")
        }
        let names = try options.value("dns-names").map { text throws(ServeOptions.Problem) in
            try CertificateFlags.names(text, flag: "dns-names")
        }
        var judge = CertificateJudge(now: console.now())
        let chain = try read(paths.chain)
        let key = try read(paths.key)
        let isReadable = judge.judge(chain, key: key, names: names ?? [], paths.chain)
        if let (path, bundle) = try bundle(options, folder), isReadable {
            judge.judge(chain, against: bundle, name: nil, paths.chain, path)
        }
        return judge.report
    }

    /// Nil when there is none.
    private static func bundle(
        _ options: Options,
        _ folder: String?
    ) throws(ServeOptions.Problem) -> (path: String, bytes: [UInt8])? {
        if let path = options.value("ca-bundle") { return (path, try read(path)) }
        guard let folder, case let path = "\(folder)/ca.crt", case .success(let bytes) = SourceFile.read(path) else {
            return nil
        }
        return (path, bytes)
    }

    private static func read(_ path: String) throws(ServeOptions.Problem) -> [UInt8] {
        switch SourceFile.read(path) {
        case .success(let bytes): return bytes
        case .failure(let problem): throw ServeOptions.Problem(code: .unreadable, text: problem.text)
        }
    }

    private static func usage(_ text: String) -> ServeOptions.Problem {
        ServeOptions.Problem(code: .usage, text: text)
    }
}
