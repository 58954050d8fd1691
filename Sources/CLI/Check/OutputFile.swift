import Glibc

/// A file that a command was told to write.
enum OutputFile {
    /// The reason when it cannot be written.
    ///
    /// It may be a pipe or a device, so it is written in place.
    static func write(_ bytes: [UInt8], to path: String) -> String? {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return String(cString: strerror(errno)) }
        var reason: String?
        bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count, reason == nil {
                let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent)
                if count > 0 {
                    sent += count
                } else if count == 0 || errno != EINTR {
                    reason = String(cString: strerror(errno))
                }
            }
        }
        if close(descriptor) != 0, reason == nil { reason = String(cString: strerror(errno)) }
        return reason
    }
}
