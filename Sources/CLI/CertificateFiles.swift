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
        let file = options.value("client-allowed-names-file")
        if names != nil, file != nil {
            throw ServeOptions.Problem(
                code: .usage,
                text: "--client-allowed-names and --client-allowed-names-file exclude each other"
            )
        }
        guard let path = options.value("client-ca-file") else {
            guard names == nil, file == nil else {
                let flag = names == nil ? "client-allowed-names-file" : "client-allowed-names"
                throw ServeOptions.Problem(code: .usage, text: "--\(flag) needs --client-ca-file")
            }
            return nil
        }
        if let file { return clients(path, names: file) }
        return {
            SourceFile.read(path).map { TLSContext.ClientAuthentication(authorityPEM: $0, allowedNames: names) }
        }
    }

    /// Both files are read at each call; a file without a name lets nobody in, so it is a problem instead.
    private static func clients(_ authority: String, names path: String) -> Source<TLSContext.ClientAuthentication> {
        {
            SourceFile.read(path).flatMap { bytes in
                let names = self.names(String(decoding: bytes, as: UTF8.self))
                guard !names.isEmpty else { return .failure(.init("\(path): has no name in it")) }
                return SourceFile.read(authority).map {
                    TLSContext.ClientAuthentication(authorityPEM: $0, allowedNames: names)
                }
            }
        }
    }

    /// Between commas or line ends; empty ones and lines that begin with `#` do not count.
    private static func names(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.flatMap { $0.split(separator: ",") }
            .map { String($0.trimming { $0 == " " || $0 == "\t" }) }.filter { !$0.isEmpty }
    }

    /// Nil without the flag, which lets in whoever has a certificate of the authority.
    private static func allowedNames(_ options: Options) throws(ServeOptions.Problem) -> [String]? {
        guard let text = options.value("client-allowed-names") else { return nil }
        let names = names(text)
        guard !names.isEmpty else {
            throw ServeOptions.Problem(
                code: .usage,
                text: "--client-allowed-names has no name in it; without the flag every certificate of the CA is let in"
            )
        }
        return names
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
        { read(certificate, key) }
    }

    static func read(
        _ certificate: String,
        _ key: String
    ) -> Result<TLSCredentials, WebhookConfiguration.SourceError> {
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

extension Substring {
    fileprivate func trimming(_ isBlank: (Character) -> Bool) -> Substring {
        var rest = drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest
    }
}
