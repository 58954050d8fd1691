import Documents
import Glibc
import Synchronization

/// The folder of `serve --record`: files of lines, the oldest of which go when there are too many.
///
/// No file is larger than its share of the whole, unless one line is. Files of earlier runs count; they are looked for
/// again at each new file, so whoever takes some away makes room.
final class RecordFolder: Sendable {
    private struct Current {
        var descriptor: Int32
        var size = 0
    }

    private struct Old {
        var name: String
        var size: Int
    }

    private let path: String
    private let maxSize: Int
    private let maxFiles: Int
    private let current = Mutex<Current?>(nil)

    /// Nothing is made before there is something to write.
    static func open(_ path: String, maxSize: Int, maxFiles: Int) -> Result<RecordFolder, FileSystem.Problem> {
        guard access(path, F_OK) == 0 else { return .failure(FileSystem.Problem(path, code: errno)) }
        guard FileSystem.isDirectory(path) else { return .failure(FileSystem.Problem(path, code: ENOTDIR)) }
        guard access(path, W_OK | X_OK | R_OK) == 0 else { return .failure(FileSystem.Problem(path, code: errno)) }
        return .success(RecordFolder(path, maxSize, maxFiles))
    }

    private init(_ path: String, _ maxSize: Int, _ maxFiles: Int) {
        self.path = path
        self.maxSize = maxSize
        self.maxFiles = maxFiles
    }

    deinit {
        current.withLock { current in
            if let current { close(current.descriptor) }
        }
    }

    func write(_ line: [UInt8]) -> Result<Void, FileSystem.Problem> {
        current.withLock { kept in
            do throws(FileSystem.Problem) {
                let share = maxSize / maxFiles
                if let full = kept, full.size + line.count > share {
                    close(full.descriptor)
                    kept = nil
                }
                var current: Current
                if let kept { current = kept } else { current = try begin(max(share, line.count)) }
                defer { kept = current }
                try append(line, to: &current)
                return .success(())
            } catch {
                return .failure(error)
            }
        }
    }

    private func begin(_ room: Int) throws(FileSystem.Problem) -> Current {
        guard room <= maxSize else {
            throw FileSystem.Problem(
                path,
                "a review of \(room) bytes is larger than all files may be (\(maxSize) bytes)"
            )
        }
        var name = Self.name(after: try makeRoom(for: room))
        for _ in 0..<100 {
            let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW
            let descriptor = Glibc.open("\(path)/\(name)", flags, 0o600)
            if descriptor >= 0 { return Current(descriptor: descriptor) }
            guard errno == EEXIST else { throw FileSystem.Problem("\(path)/\(name)", code: errno) }
            name = Self.name(after: name)
        }
        throw FileSystem.Problem("\(path)/\(name)", code: EEXIST)
    }

    /// Whole, or not at all: half a line would be in the way of the next one.
    private func append(_ line: [UInt8], to current: inout Current) throws(FileSystem.Problem) {
        var offset = 0
        while offset < line.count {
            let sent = line.withUnsafeBytes { bytes in
                Glibc.write(current.descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
            }
            if sent < 0, errno == EINTR { continue }
            guard sent > 0 else {
                let code = sent < 0 ? errno : ENOSPC
                if ftruncate(current.descriptor, off_t(current.size)) != 0 { current.size = maxSize }
                throw FileSystem.Problem(path, code: code)
            }
            offset += sent
        }
        current.size += line.count
    }

    /// The name of the newest file that is there.
    private func makeRoom(for size: Int) throws(FileSystem.Problem) -> String? {
        var files = try old()
        let newest = files.last?.name
        var total = files.reduce(0) { $0 + $1.size }
        while let oldest = files.first, files.count >= maxFiles || total + size > maxSize {
            let path = "\(path)/\(oldest.name)"
            guard unlink(path) == 0 || errno == ENOENT else { throw FileSystem.Problem(path, code: errno) }
            total -= oldest.size
            files.removeFirst()
        }
        return newest
    }

    /// Files of this and earlier runs, the oldest first: their names begin with the time.
    private func old() throws(FileSystem.Problem) -> [Old] {
        guard let directory = opendir(path) else { throw FileSystem.Problem(path, code: errno) }
        defer { closedir(directory) }
        var found: [Old] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix) else { continue }
            var status = stat()
            guard lstat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            found.append(Old(name: name, size: Int(status.st_size)))
        }
        return found.sorted { $0.name < $1.name }
    }

    private static let prefix = "reviews-"
    private static let suffix = ".jsonl"

    /// Behind every other in the order of names, also when the clock was set back.
    private static func name(after newest: String?) -> String {
        var time = timestamp()
        var number = 1
        if let newest {
            let parts = newest.dropFirst(prefix.count).dropLast(suffix.count).split(separator: "-")
            if parts.count == 2, parts[0] >= time, parts[0].utf8.count == time.utf8.count, let last = Int(parts[1]),
                last < 9999
            {
                time = String(parts[0])
                number = last + 1
            }
        }
        return "\(prefix)\(time)-\(padded(number))\(suffix)"
    }

    private static func padded(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
    }

    /// Such as `20260601T120000Z`.
    private static func timestamp() -> String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y%m%dT%H%M%SZ", &parts)
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
