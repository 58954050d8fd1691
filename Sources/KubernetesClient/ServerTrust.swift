import Certificates
import TLS

/// The TLS side of new connections: authorities and client certificate are read for each, and parsed when they have
/// changed.
struct ServerTrust {
    private let access: APIServerAccess
    private var last: (files: Files, context: TLSContext)?

    private struct Files: Equatable {
        /// Nil where none are given.
        var authority: [UInt8]?
        var credentialsHash: [UInt8]?
    }

    init(_ access: APIServerAccess) {
        self.access = access
    }

    /// Nil for a plain connection.
    mutating func context() throws(ResourceProblem) -> TLSContext? {
        var files = Files()
        var isVerified = true
        switch access.transport {
        case .plain: return nil
        case .tls(let authority): files.authority = try authority().get()
        case .systemTrust: break
        case .unverified: isVerified = false
        }
        let credentials = try access.clientCredentials?().get()
        files.credentialsHash = credentials?.contentHash
        if let last, last.files == files { return last.context }
        do throws(TLSError) {
            let context =
                isVerified
                ? try TLSContext(clientTrusting: files.authority, credentials: credentials)
                : try TLSContext.inspecting(credentials: credentials)
            last = (files, context)
            return context
        } catch {
            throw .credentials("the server's authorities cannot be used: \(error)")
        }
    }
}
