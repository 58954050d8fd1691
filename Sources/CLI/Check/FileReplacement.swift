import Documents
import Glibc

/// Gives a file other contents in one step: whoever reads it meanwhile sees the old or the new ones.
enum FileReplacement {
    /// Links are followed to the file itself, whose mode and, where that is allowed, owner stay.
    ///
    /// A file whose contents are neither `old` nor `new` any more is left alone.
    static func write(_ new: [UInt8], to path: String, insteadOf old: [UInt8]) -> FileSystem.Problem? {
        guard let resolved = realpath(path, nil) else { return FileSystem.Problem(path, code: errno) }
        defer { free(resolved) }
        let file = String(cString: resolved)
        switch FileSystem.read(file, onlyRegular: true) {
        case .failure(let problem): return FileSystem.Problem(path, problem.text)
        case .success(new): return nil
        case .success(old): break
        case .success: return FileSystem.Problem(path, "has changed since it was read: not written")
        }
        guard access(file, W_OK) == 0 else { return FileSystem.Problem(path, code: errno) }
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
        let temporary = "\(folder)/.alb-admission-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return FileSystem.Problem(path, code: errno) }
        let code = fill(descriptor, new, like: file) ?? (rename(temporary, file) == 0 ? nil : errno)
        guard let code else { return nil }
        unlink(temporary)
        return FileSystem.Problem(path, code: code)
    }

    /// Closes the descriptor; the error code if something goes wrong.
    private static func fill(_ descriptor: Int32, _ bytes: [UInt8], like file: String) -> Int32? {
        defer { close(descriptor) }
        var status = stat()
        guard stat(file, &status) == 0 else { return errno }
        var offset = 0
        while offset < bytes.count {
            let sent = bytes.withUnsafeBytes { source in
                Glibc.write(descriptor, source.baseAddress.map { $0 + offset }, source.count - offset)
            }
            if sent < 0, errno == EINTR { continue }
            guard sent > 0 else { return sent < 0 ? errno : ENOSPC }
            offset += sent
        }
        // Another owner is given by root only; the mode comes behind it, as it loses bits with the owner.
        _ = fchown(descriptor, status.st_uid, status.st_gid)
        guard fchmod(descriptor, status.st_mode & 0o7777) == 0, fsync(descriptor) == 0 else { return errno }
        return nil
    }
}
