import HTTP
import Testing

struct ByteBufferTests {
    @Test func keepsItsContentWhenItGrows() {
        let buffer = ByteBuffer(capacity: 64)
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        for byte in bytes { buffer.append([byte]) }
        #expect(Array(buffer.bytes) == bytes)
        buffer.consume(990)
        buffer.append(bytes)
        #expect(Array(buffer.bytes) == bytes.suffix(10) + bytes)
    }

    @Test func closesTheGapAfterRemoving() {
        let buffer = ByteBuffer()
        buffer.append("0123456789")
        buffer.consume(1)
        buffer.remove(2..<5)
        #expect(Array(buffer.bytes) == Array("126789".utf8))
    }

    @Test(arguments: [0, 7, 10, -1, Int.max, Int.min])
    func writesDecimals(_ value: Int) {
        let buffer = ByteBuffer()
        buffer.append(decimal: value)
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == String(value))
    }
}
