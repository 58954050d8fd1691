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

    @Test("every byte of a long line has the position that counting gives, and the way back")
    func longLines() {
        let pieces = (0..<3000).map { $0 % 1001 == 1000 ? "\n" : $0 % 7 == 0 ? "ä" : $0 % 11 == 0 ? "𝄞" : "x" }
        let bytes = Array(pieces.joined().utf8)
        let index = LineIndex(bytes)
        for offset in bytes.indices where bytes[offset] & 0xC0 != 0x80 {
            let position = bytes.withUnsafeBufferPointer { JSONPosition(offset: offset, in: $0) }
            #expect(index.position(of: offset, in: bytes) == position)
            #expect(index.offset(of: position, in: bytes) == offset)
        }
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
