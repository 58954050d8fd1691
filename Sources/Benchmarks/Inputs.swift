import Glibc

/// The files that benchmarks read, and which benchmarks to run.
///
/// An argument with a slash is the folder, by default that of the JSON tests; any other one selects by name.
struct Inputs {
    private(set) var folder: String
    private var filters: [String]
    /// The one operation to do, `--name`, and how often, `--times`, for a program that watches.
    private(set) var watched: (name: String, times: Int)?

    init(arguments: [String]) {
        func option(_ name: String) -> String? {
            arguments.first { $0.hasPrefix("--\(name)=") }.map { String($0.dropFirst(name.utf8.count + 3)) }
        }
        let words = arguments.filter { !$0.hasPrefix("--") }
        folder = words.first { $0.contains("/") } ?? Self.fixtures
        filters = words.filter { !$0.contains("/") }
        if let name = option("name"), let times = option("times").flatMap({ Int($0) }) { watched = (name, times) }
    }

    func selects(_ benchmark: Benchmark) -> Bool {
        filters.isEmpty || filters.contains { benchmark.name.contains($0) }
    }

    func file(_ name: String) throws -> [UInt8] { try Self.read(folder + "/" + name) }

    static func read(_ path: String) throws -> [UInt8] {
        guard let stream = fopen(path, "rb") else { throw InputError(path: path, code: errno) }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, stream)
            if count == 0 { break }
            bytes.append(contentsOf: chunk[..<count])
        }
        return bytes
    }

    /// A review that makes the engine work, as the API server sent it.
    func review(_ name: String) throws -> [UInt8] { try Self.read(Self.tests + "/Recorded/benchmark/" + name) }

    private static var fixtures: String { tests + "/JSONTests/Fixtures" }

    private static var tests: String {
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Tests"
    }
}

struct InputError: Error, CustomStringConvertible {
    var path: String
    var code: Int32

    var description: String { "\(path): \(String(cString: strerror(code)))" }
}
