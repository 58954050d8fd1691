import Glibc

/// The few file operations of the command line.
package enum FileSystem {
    package struct Problem: Error, CustomStringConvertible {
        package var path: String
        package var code: Int32

        package var description: String { "\(path): \(String(cString: strerror(code)))" }
    }

    package static func read(_ path: String) -> Result<[UInt8], Problem> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return .failure(Problem(path: path, code: errno)) }
        defer { close(descriptor) }
        return readToEnd(of: descriptor).mapError { Problem(path: path, code: $0.code) }
    }

    /// Hands over the file piece by piece.
    package static func readPieces(of path: String, _ body: (UnsafeRawBufferPointer) -> Void) -> Problem? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return Problem(path: path, code: errno) }
        defer { close(descriptor) }
        return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
            while true {
                let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if got < 0, errno == EINTR { continue }
                guard got >= 0 else { return Problem(path: path, code: errno) }
                if got == 0 { return nil }
                body(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
            }
        }
    }

    package static func readToEnd(of descriptor: Int32) -> Result<[UInt8], Problem> {
        var bytes: [UInt8] = []
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_size > 0 { bytes.reserveCapacity(Int(status.st_size) + 1) }
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
            guard failure == 0 else { return .failure(Problem(path: "standard input", code: failure)) }
            if bytes.count == start { return .success(bytes) }
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
            guard let directory = opendir(next) else { return .failure(Problem(path: next, code: errno)) }
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
