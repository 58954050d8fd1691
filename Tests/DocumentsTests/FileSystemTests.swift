import Documents
import Foundation
import TestSupport
import Testing

struct FileSystemTests {
    @Test
    func filesAreReadUpToALimit() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("text", to: "a")
        #expect(try FileSystem.read(path, limit: 4).get() == Array("text".utf8))
        #expect(Self.problem(FileSystem.read(path, limit: 3)) == "\(path): larger than 3 bytes")
    }

    private static func problem(_ result: Result<[UInt8], FileSystem.Problem>) -> String? {
        if case .failure(let problem) = result { return problem.description }
        return nil
    }
}
