import Documents
import Foundation
import TestSupport
import Testing

@testable import CLI

/// The files of `serve --record`.
struct RecordFolderTests {
    private static func files(_ folder: TemporaryFolder) throws -> [(name: String, size: Int)] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            (name, try Data(contentsOf: URL(filePath: folder.file(name))).count)
        }
    }

    private static func line(_ length: Int) -> [UInt8] { Array(repeating: UInt8(ascii: "x"), count: length - 1) + [10] }

    @Test("is never larger, nor has more files, than it may, and keeps what came last", arguments: UInt64(0)..<20)
    func bounds(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder(["other.jsonl": "kept", "reviews-20200101T000000Z-0001.jsonl": "old\n"])
        let maxFiles = Int.random(in: 2...8, using: &random)
        var last: [UInt8] = []
        for _ in 0..<3 {
            let record = try RecordFolder.open(folder.path, maxSize: 4000, maxFiles: maxFiles).get()
            for _ in 0..<60 {
                last = Self.line(Int.random(in: 2...(random.pick([300, 3900])), using: &random))
                try record.write(last).get()
                let files = try Self.files(folder).filter { $0.name.hasPrefix("reviews-") }
                #expect(files.count <= maxFiles && files.reduce(0) { $0 + $1.size } <= 4000)
            }
            let newest = try #require(try Self.files(folder).last { $0.name.hasPrefix("reviews-") })
            #expect(try Data(contentsOf: URL(filePath: folder.file(newest.name))).suffix(last.count) == Data(last))
        }
        let names = try Self.files(folder).map(\.name)
        #expect(names.contains("other.jsonl") && !names.contains("reviews-20200101T000000Z-0001.jsonl"))
    }

    @Test("says what it cannot write, and goes on when it can")
    func goesOn() throws {
        let folder = try TemporaryFolder(["r/x": ""])
        let record = try RecordFolder.open(folder.file("r"), maxSize: 4000, maxFiles: 2).get()
        #expect(throws: FileSystem.Problem.self) { try record.write(Self.line(5000)).get() }
        try FileManager.default.removeItem(atPath: folder.file("r"))
        #expect(throws: FileSystem.Problem.self) { try record.write(Self.line(10)).get() }
        try folder.write("r/x", [])
        try record.write(Self.line(10)).get()
    }

    @Test("a start with a folder or a bound that cannot be is refused")
    func refusals() throws {
        let folder = try TemporaryFolder(["file": ""])
        for (arguments, code, text) in [
            (["--record", folder.file("none")], ExitCode.unreadable, "--record DIR/none: No such file or directory"),
            (["--record", folder.file("file")], .unreadable, "--record DIR/file: Not a directory"),
            (["--record-max-size", "1Gi"], .usage, "--record-max-size needs --record"),
            (["--record", folder.path, "--record-max-size", "1Ki"], .usage, "must be a number of bytes from 1Mi"),
            (["--record", folder.path, "--record-max-size", "9999999Ti"], .usage, "must be a number of bytes"),
            (
                ["--record", folder.path, "--record-max-files", "1"], .usage,
                "must be a number from 2 to 100000, is \"1\""
            ),
        ] {
            let run = CommandRun(["serve", "--bind-address", "127.0.0.1:0"] + arguments, folder: folder)
            #expect(run.code == code && run.err.contains(text), "\(run)")
        }
    }
}
