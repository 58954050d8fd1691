package import Certificates
import Documents
import TLS
package import Webhook

/// Where the serving certificate and the callers' authority come from.
///
/// Files are read whole at each call: a Secret volume swaps a symlink, and no watch on a file sees that. They must be
/// regular files of at most ``SourceFile/limit`` bytes.
package enum CertificateFiles {
    package typealias Source<Value> = @Sendable () -> Result<Value, WebhookConfiguration.SourceError>

    static func credentials(_ options: Options) throws(ServeOptions.Problem) -> Source<TLSCredentials> {
        let folder = options.value("cert-dir")
        let certificate = options.value("tls-cert-file")
        let key = options.value("tls-private-key-file")
        switch (folder, certificate, key) {
        case (nil, nil, nil): return try selfSigned()
        case (let folder?, nil, nil): return pair(folder: folder)
        case (nil, let certificate?, let key?): return files(certificate, key)
        case (_?, _, _):
            throw ServeOptions.Problem(code: .usage, text: "--cert-dir and --tls-cert-file exclude each other")
        default:
            throw ServeOptions.Problem(code: .usage, text: "--tls-cert-file and --tls-private-key-file go together")
        }
    }

    /// `tls.crt` and `tls.key`, the names in a Secret of type `kubernetes.io/tls`.
    package static func pair(folder: String) -> Source<TLSCredentials> {
        files("\(folder)/tls.crt", "\(folder)/tls.key")
    }

    static func clients(
        _ options: Options
    ) throws(ServeOptions.Problem) -> Source<TLSContext.ClientAuthentication>? {
        let names = try allowedNames(options)
        guard let path = options.value("client-ca-file") else {
            guard names == nil else {
                throw ServeOptions.Problem(code: .usage, text: "--client-allowed-names needs --client-ca-file")
            }
            return nil
        }
        let allowed = names ?? []
        return {
            SourceFile.read(path).map { TLSContext.ClientAuthentication(authorityPEM: $0, allowedNames: allowed) }
        }
    }

    /// Nil without the flag, which lets in whoever has a certificate of the authority.
    private static func allowedNames(_ options: Options) throws(ServeOptions.Problem) -> [String]? {
        guard let text = options.value("client-allowed-names") else { return nil }
        let names = text.split(separator: ",").map { $0.trimming { $0 == " " || $0 == "\t" } }.filter { !$0.isEmpty }
        guard !names.isEmpty else {
            throw ServeOptions.Problem(
                code: .usage,
                text: "--client-allowed-names has no name in it; without the flag every certificate of the CA is let in"
            )
        }
        return names.map(String.init)
    }

    /// Made once: a new one at each reading would be a change each time.
    private static func selfSigned() throws(ServeOptions.Problem) -> Source<TLSCredentials> {
        do throws(CertificateError) {
            let made = try SelfSignedCertificate.make(now: WallClock.seconds())
            return { .success(made) }
        } catch {
            throw ServeOptions.Problem(code: .internalError, text: "no self-signed certificate can be made: \(error)")
        }
    }

    private static func files(_ certificate: String, _ key: String) -> Source<TLSCredentials> {
        {
            do {
                let chain = try SourceFile.read(certificate).get()
                let secret = try SourceFile.read(key).get()
                return .success(try TLSCredentials(certificatePEM: chain, privateKeyPEM: secret))
            } catch let problem as WebhookConfiguration.SourceError {
                return .failure(problem)
            } catch {
                return .failure(WebhookConfiguration.SourceError("\(certificate): \(error)"))
            }
        }
    }
}

extension Substring {
    fileprivate func trimming(_ isBlank: (Character) -> Bool) -> Substring {
        var rest = drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest
    }
}
