import Certificates
import JSON
import Kubernetes
import Webhook

/// Makes an authority and a serving pair that it has signed.
enum CertsGenerate: Subcommand {
    static let name = "certs generate"
    static let operands = ""
    static let summary = "Makes a certificate authority and a serving certificate (ECDSA P-256)."
    static let options = [
        Option(name: "dns-names", value: "NAMES", help: "names and addresses of the server (comma list), required"),
        Option(name: "out", value: "DIR", help: "folder for ca.crt, ca.key, tls.crt, tls.key (default .)"),
        Option(name: "lifetime", value: "DURATION", help: "life of the serving certificate (default 720h)"),
        Option(name: "ca-lifetime", value: "DURATION", help: "life of the authority (default 8760h)"),
        Option(name: "ca-cert", value: "FILE", help: "sign with this authority instead of making one, PEM"),
        Option(name: "ca-key", value: "FILE", help: "its private key, PEM"),
        Option(name: "force", help: "overwrite files that are there"),
        Option(
            name: "output",
            short: "o",
            value: "files|secret",
            help: "files, or a Secret on standard output (default files)",
            choices: ["files", "secret"]
        ),
        Option(name: "name", value: "NAMESPACE/NAME", help: "with -o secret: which Secret"),
    ]
    static let notes = """
        Keys are readable for their owner only. Without --force nothing is written when one of the files is there.
        Give DIR to the server as --cert-dir, and ca.crt to the registration as caBundle. The Secret has the same keys and
        can be handed over to serve --cert-secret, which then renews what is in it; with --ca-cert it has no ca.key.
        """

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        do throws(ServeOptions.Problem) {
            if let operand = options.operands.first { throw usage("takes no operands, got \"\(operand)\"") }
            let made = try make(options, console)
            if options.value("output") == "secret" {
                console.out(try manifest(made, options))
            } else {
                try write(made, options, console)
            }
            return .clean
        } catch {
            console.problem("certs generate: \(error.text)")
            return error.code
        }
    }

    /// By the names of the files, in the order in which they are written.
    typealias Made = [(name: String, bytes: [UInt8])]

    private static func make(_ options: Options, _ console: Console) throws(ServeOptions.Problem) -> Made {
        guard let text = options.value("dns-names") else {
            throw usage("--dns-names is required, such as alb-admission.ingress-system.svc")
        }
        let names = try CertificateFlags.names(text, flag: "dns-names")
        let lifetime = try CertificateFlags.lifetime(options, "lifetime", default: 720 * 3600)
        let longest = max(8760 * 3600, lifetime)
        let authorityLifetime = try CertificateFlags.lifetime(options, "ca-lifetime", default: longest)
        let now = console.now()
        let given = try givenAuthority(options, now: now)
        var life = CertificateLife(from: now, lasting: lifetime)
        do throws(CertificateError) {
            let authority: TLSCredentials
            if let given {
                authority = given
            } else {
                authority = try CertificateRequest.authority(
                    CertificateLife(from: now, lasting: authorityLifetime)
                ).issue()
            }
            if authority.notAfter < life.notAfter {
                console.problem(
                    "the certificate ends with its authority, \(WallClock.timestamp(seconds: authority.notAfter))"
                )
                life.notAfter = authority.notAfter
            }
            life.notBefore = max(life.notBefore, authority.notBefore)
            let leaf = try CertificateRequest.server(names, life).issue(by: authority)
            var made: Made = [
                ("ca.crt", authority.certificatePEM), ("tls.crt", leaf.certificatePEM),
                ("tls.key", leaf.privateKeyPEM),
            ]
            if given == nil { made.append(("ca.key", authority.privateKeyPEM)) }
            return made
        } catch {
            throw ServeOptions.Problem(code: .internalError, text: "\(error)")
        }
    }

    private static func givenAuthority(_ options: Options, now: Int) throws(ServeOptions.Problem) -> TLSCredentials? {
        let files = [options.value("ca-cert"), options.value("ca-key")].compactMap(\.self)
        if files.isEmpty { return nil }
        guard files.count == 2 else { throw usage("--ca-cert and --ca-key go together") }
        if options.value("ca-lifetime") != nil {
            throw usage("--ca-lifetime is for a new authority, not for --ca-cert")
        }
        switch CertificateFiles.read(files[0], files[1]) {
        case .failure(let problem): throw ServeOptions.Problem(code: .unreadable, text: problem.text)
        case .success(let pair):
            let isAuthority = (try? Certificate.all(pem: pair.certificatePEM))?.first?.isAuthority ?? false
            guard isAuthority else {
                throw ServeOptions.Problem(code: .unreadable, text: "\(files[0]): is no certificate authority")
            }
            guard pair.isValid(atUnixSeconds: now) else {
                throw ServeOptions.Problem(
                    code: .unreadable,
                    text:
                        "\(files[0]): is valid from \(WallClock.timestamp(seconds: pair.notBefore)) to \(WallClock.timestamp(seconds: pair.notAfter))"
                )
            }
            return pair
        }
    }

    private static func write(
        _ made: Made,
        _ options: Options,
        _ console: Console
    ) throws(ServeOptions.Problem) {
        if options.value("name") != nil { throw usage("--name is for -o secret") }
        let folder = options.value("out") ?? "."
        try PrivateFiles.write(made, to: folder, overwriting: options.isSet("force"))
        console.err("written to \(PlainText.line(folder)): \(made.map(\.name).joined(separator: ", "))\n")
    }

    private static func manifest(_ made: Made, _ options: Options) throws(ServeOptions.Problem) -> String {
        for flag in ["out", "force"] where options.value(flag) != nil || options.isSet(flag) {
            throw usage("--\(flag) is for -o files")
        }
        let parts = (options.value("name") ?? "").split(separator: "/", omittingEmptySubsequences: false).map(
            String.init
        )
        guard parts.count == 2, parts.allSatisfy(CertificateFlags.isObjectName) else {
            throw usage("-o secret needs --name NAMESPACE/NAME")
        }
        let data = made.map { "  \($0.name): \(Base64.encode($0.bytes))\n" }
        return """
            apiVersion: v1
            kind: Secret
            type: kubernetes.io/tls
            metadata:
              namespace: "\(parts[0])"
              name: "\(parts[1])"
            data:
            \(data.joined())
            """
    }

    private static func usage(_ text: String) -> ServeOptions.Problem {
        ServeOptions.Problem(code: .usage, text: text)
    }
}
