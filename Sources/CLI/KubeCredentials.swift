import KubernetesClient
import Webhook

/// What the API server is shown and trusted by; read again each time, as the kubelet replaces both.
enum KubeCredentials {
    /// A bearer token: one line without blanks (RFC 6750 section 2.1).
    static func token(_ path: String) -> @Sendable () -> Result<String, ResourceProblem> {
        {
            SourceFile.read(path).mapError { .credentials($0.text) }.flatMap { bytes in
                let text = bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
                guard !text.isEmpty else { return .failure(.credentials("\(path): holds no token")) }
                guard text.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                    return .failure(.credentials("\(path): is no token, which is one line of printable characters"))
                }
                return .success(String(decoding: text, as: UTF8.self))
            }
        }
    }

    static func authority(_ path: String) -> @Sendable () -> Result<[UInt8], ResourceProblem> {
        { SourceFile.read(path).mapError { .credentials($0.text) } }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}
