package import Certificates
import Documents
import TLS
package import Webhook

/// Where the serving certificate and the callers' authority come from.
///
/// Files are read whole at each call: a Secret volume swaps a symlink, and no watch on a file sees that.
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
        let list = options.value("client-allowed-names")
        guard let path = options.value("client-ca-file") else {
            guard list == nil else {
                throw ServeOptions.Problem(code: .usage, text: "--client-allowed-names needs --client-ca-file")
            }
            return nil
        }
        let names = try list.map(allowedNames) ?? []
        return {
            FileSystem.readSmall(path)
                .map { TLSContext.ClientAuthentication(authorityPEM: $0, allowedNames: names) }
                .mapError { WebhookConfiguration.SourceError($0.description) }
        }
    }

    /// An empty list would let every certificate of the authority in, and so would one of empty names.
    private static func allowedNames(_ list: String) throws(ServeOptions.Problem) -> [String] {
        let names = list.split(separator: ",", omittingEmptySubsequences: false).map { name in
            String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard !names.contains("") else {
            throw ServeOptions.Problem(code: .usage, text: "--client-allowed-names: a name is empty")
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
        {
            do {
                let chain = try FileSystem.readSmall(certificate).get()
                let secret = try FileSystem.readSmall(key).get()
                return .success(try TLSCredentials(certificatePEM: chain, privateKeyPEM: secret))
            } catch let problem as FileSystem.Problem {
                return .failure(WebhookConfiguration.SourceError(problem.description))
            } catch {
                return .failure(WebhookConfiguration.SourceError("\(certificate): \(error)"))
            }
        }
    }
}
