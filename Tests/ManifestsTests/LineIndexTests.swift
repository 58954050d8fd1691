import JSON
import Manifests
import Testing

struct LineIndexTests {
    @Test(
        "line and column of a byte",
        arguments: [(0, 1, 1), (2, 1, 3), (3, 2, 1), (7, 2, 4), (8, 3, 1), (99, 3, 1)]
    )
    func position(offset: Int, line: Int, column: Int) {
        let bytes = Array("ab\nxäz\n".utf8)
        #expect(LineIndex(bytes).position(of: offset, in: bytes) == JSONPosition(line: line, column: column))
    }

    @Test("a line is without its end, of either kind")
    func line() {
        let bytes = Array("ab\r\ncd\n".utf8)
        let index = LineIndex(bytes)
        #expect(
            (1...4).map { String(decoding: bytes[index.range(ofLine: $0, in: bytes)], as: UTF8.self) } == [
                "ab", "cd", "", "",
            ]
        )
    }
}
