import Glibc
package import Webhook

/// A file that the server reads again and again while it runs: certificates, authorities, the configuration.
package enum SourceFile {
    /// Bytes; etcd holds no Secret or ConfigMap that is larger.
    package static let limit = 1024 * 1024

    /// Never waits for somebody at the other end: a FIFO or a device is refused instead of read.
    package static func read(_ path: String) -> Result<[UInt8], WebhookConfiguration.SourceError> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { return problem(path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return problem(path, String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { return problem(path, "is not a regular file") }
        guard status.st_size <= limit else { return problem(path, "is larger than \(limit / 1024) KiB") }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { return problem(path, String(cString: strerror(errno))) }
            if got == 0 { break }
            count += got
        }
        // It may have grown since.
        guard count <= limit else { return problem(path, "is larger than \(limit / 1024) KiB") }
        return .success(Array(bytes.prefix(count)))
    }

    private static func problem(
        _ path: String,
        _ text: String
    ) -> Result<[UInt8], WebhookConfiguration.SourceError> {
        .failure(WebhookConfiguration.SourceError("\(path): \(text)"))
    }
}
