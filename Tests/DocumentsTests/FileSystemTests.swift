import Documents
import Foundation
import Glibc
import TestSupport
import Testing

struct FileSystemTests {
    @Test
    func smallFilesAreReadWhole() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("text", to: "a")
        #expect(try FileSystem.readSmall(path).get() == Array("text".utf8))
        #expect(try FileSystem.readSmall(path, limit: 4).get() == Array("text".utf8))
        #expect(Self.problem(FileSystem.readSmall(path, limit: 3)) == "\(path): larger than 3 bytes")
        #expect(Self.problem(FileSystem.read(path, limit: 3)) == "\(path): larger than 3 bytes")
    }

    /// A FIFO that nobody writes to would hold the reader up for ever.
    @Test
    func nothingIsWaitedFor() throws {
        let folder = try TemporaryFolder()
        let fifo = folder.url.appending(path: "fifo").path
        #expect(mkfifo(fifo, 0o600) == 0)
        for path in [fifo, folder.url.path, "/dev/zero"] {
            #expect(Self.problem(FileSystem.readSmall(path)) == "\(path): not a regular file")
        }
    }

    private static func problem(_ result: Result<[UInt8], FileSystem.Problem>) -> String? {
        if case .failure(let problem) = result { return problem.description }
        return nil
    }
}
