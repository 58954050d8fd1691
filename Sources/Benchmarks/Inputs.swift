import Glibc

/// The files that benchmarks read: the folder given on the command line, else the fixtures of the JSON tests.
struct Inputs {
    var folder: String

    init(arguments: [String]) {
        folder = arguments.dropFirst().first ?? Self.fixtures
    }

    func file(_ name: String) throws -> [UInt8] {
        let path = folder + "/" + name
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

    private static var fixtures: String {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(root)/Tests/JSONTests/Fixtures"
    }
}

struct InputError: Error, CustomStringConvertible {
    var path: String
    var code: Int32

    var description: String { "\(path): \(String(cString: strerror(code)))" }
}
