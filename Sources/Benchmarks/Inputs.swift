import Glibc

/// The files that benchmarks read, and which benchmarks to run.
///
/// An argument with a slash is the folder, by default that of the JSON tests; any other one selects by name.
struct Inputs {
    private var folder: String
    private var filters: [String]

    init(arguments: [String]) {
        folder = arguments.first { $0.contains("/") } ?? Self.fixtures
        filters = arguments.filter { !$0.contains("/") }
    }

    func selects(_ benchmark: Benchmark) -> Bool {
        filters.isEmpty || filters.contains { benchmark.name.contains($0) }
    }

    func file(_ name: String) throws -> [UInt8] { try Self.read(folder + "/" + name) }

    private static func read(_ path: String) throws -> [UInt8] {
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
