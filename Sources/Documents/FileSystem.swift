import Glibc

/// The few operations on files that the program needs.
package enum FileSystem {
    package struct Problem: Error, CustomStringConvertible {
        package var path: String
        package var text: String

        package init(_ path: String, _ text: String) {
            self.path = path
            self.text = text
        }

        package init(_ path: String, code: Int32) {
            self.init(path, String(cString: strerror(code)))
        }

        package var description: String { "\(path): \(text)" }
    }

    /// All of a file, a pipe or a device, of at most `limit` bytes.
    ///
    /// With `onlyRegular`, what is no regular file is refused, so that nobody at the other end is waited for.
    package static func read(
        _ path: String,
        limit: Int = .max,
        onlyRegular: Bool = false
    ) -> Result<[UInt8], Problem> {
        open(path, onlyRegular).flatMap { descriptor in
            defer { close(descriptor) }
            return read(descriptor, path, limit)
        }
    }

    /// Hands over the file piece by piece; `onlyRegular` as above.
    package static func readPieces(
        of path: String,
        onlyRegular: Bool = false,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) -> Problem? {
        let descriptor: Int32
        switch open(path, onlyRegular) {
        case .success(let opened): descriptor = opened
        case .failure(let problem): return problem
        }
        defer { close(descriptor) }
        return readPieces(of: descriptor, named: path, body)
    }

    /// Hands over what comes out of an open file, as it comes.
    package static func readPieces(
        of descriptor: Int32,
        named name: String,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) -> Problem? {
        withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
            while true {
                let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if got < 0, errno == EINTR { continue }
                guard got >= 0 else { return Problem(name, code: errno) }
                if got == 0 { return nil }
                body(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
            }
        }
    }

    private static func open(_ path: String, _ onlyRegular: Bool) -> Result<Int32, Problem> {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | (onlyRegular ? O_NONBLOCK | O_NOCTTY : 0))
        guard descriptor >= 0 else { return .failure(Problem(path, code: errno)) }
        guard onlyRegular else { return .success(descriptor) }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return .success(descriptor) }
        close(descriptor)
        return .failure(Problem(path, "is not a regular file"))
    }

    /// Whether it is there and neither a regular file nor a folder: what is read from it is read once.
    package static func isStream(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    private static func read(_ descriptor: Int32, _ path: String, _ limit: Int) -> Result<[UInt8], Problem> {
        readToEnd(of: descriptor, limit: limit).mapError { Problem(path, $0.text) }
            .flatMap { $0.count <= limit ? .success($0) : .failure(Problem(path, "larger than \(limit) bytes")) }
    }

    /// Stops behind `limit` bytes.
    package static func readToEnd(of descriptor: Int32, limit: Int = .max) -> Result<[UInt8], Problem> {
        var bytes: [UInt8] = []
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_size > 0 {
            bytes.reserveCapacity(min(Int(status.st_size), limit) + 1)
        }
        let chunk = 1 << 18
        while true {
            let start = bytes.count
            var failure: Int32 = 0
            bytes.append(
                contentsOf: [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
                    let got = Glibc.read(descriptor, buffer.baseAddress, chunk)
                    failure = got < 0 ? errno : 0
                    count = max(0, got)
                }
            )
            if failure == EINTR { continue }
            guard failure == 0 else { return .failure(Problem("standard input", code: failure)) }
            if bytes.count == start || bytes.count > limit { return .success(bytes) }
        }
    }

    package static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Files below a folder whose names end in one of `extensions`, sorted by path.
    ///
    /// Hidden entries are passed over, and so are links to folders, which may lead back to where they are.
    package static func files(below folder: String, extensions: [String]) -> Result<[String], Problem> {
        var found: [String] = []
        var pending = [folder]
        while let next = pending.popLast() {
            guard let directory = opendir(next) else { return .failure(Problem(next, code: errno)) }
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                    String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
                }
                guard !name.hasPrefix(".") else { continue }
                let path = next.hasSuffix("/") ? next + name : "\(next)/\(name)"
                if isDirectory(path) {
                    if !isLink(path) { pending.append(path) }
                } else if extensions.contains(where: { name.hasSuffix("." + $0) }) {
                    found.append(path)
                }
            }
        }
        return .success(found.sorted())
    }

    package static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var offset = 0
            while offset < bytes.count {
                let sent = Glibc.write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
                if sent < 0, errno == EINTR { continue }
                guard sent > 0 else { return }
                offset += sent
            }
        }
    }
}
