import Glibc

/// Files with keys among them.
enum PrivateFiles {
    /// All or none, as far as that can be known before; each comes into place whole.
    ///
    /// Names that end in `.key` are for the
    /// owner's eyes only.
    static func write(
        _ files: [(name: String, bytes: [UInt8])],
        to folder: String,
        overwriting: Bool
    ) throws(ServeOptions.Problem) {
        try makeFolder(folder)
        var status = stat()
        if !overwriting, let taken = files.first(where: { lstat("\(folder)/\($0.name)", &status) == 0 }) {
            throw ServeOptions.Problem(
                code: .usage,
                text: "\(folder)/\(taken.name) is there already, nothing is written; --force overwrites it"
            )
        }
        for file in files {
            let path = "\(folder)/\(file.name)"
            let temporary = "\(folder)/.\(file.name).\(getpid())"
            unlink(temporary)
            try fill(temporary, file.bytes, mode: file.name.hasSuffix(".key") ? 0o600 : 0o644)
            guard rename(temporary, path) == 0 else {
                let problem = failure(path)
                unlink(temporary)
                throw problem
            }
        }
    }

    /// With those that it is in.
    private static func makeFolder(_ path: String) throws(ServeOptions.Problem) {
        var partial = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            partial += (partial.isEmpty || partial.hasSuffix("/") ? "" : "/") + part
            guard mkdir(partial, 0o755) == 0 || errno == EEXIST else { throw failure(partial) }
        }
    }

    private static func fill(_ path: String, _ bytes: [UInt8], mode: mode_t) throws(ServeOptions.Problem) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0, fchmod(descriptor, mode) == 0 else {
                let problem = failure(path)
                unlink(path)
                throw problem
            }
            sent += count
        }
    }

    private static func failure(_ path: String) -> ServeOptions.Problem {
        ServeOptions.Problem(code: .unreadable, text: "\(path): \(String(cString: strerror(errno)))")
    }
}
