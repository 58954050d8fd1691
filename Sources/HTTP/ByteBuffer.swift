/// Growing storage for bytes that arrive at the end and leave at the front.
///
/// A class because a connection borrows one from its event loop and gives it back when nothing is left in it; it has
/// one user at a time and is never shared between threads.
package final class ByteBuffer {
    /// Two TLS records: a whole ordinary review fits without growing.
    package static let initialCapacity = 32 * 1024

    private var storage: UnsafeMutableRawBufferPointer
    private var head = 0
    private var tail = 0

    package init(capacity: Int = ByteBuffer.initialCapacity) {
        storage = .allocate(byteCount: max(capacity, 64), alignment: 16)
    }

    deinit {
        storage.deallocate()
    }

    package var count: Int { tail - head }
    package var isEmpty: Bool { head == tail }
    package var capacity: Int { storage.count }

    /// What is stored now; valid until the buffer is changed.
    package var bytes: UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(rebasing: storage[head..<tail])
    }

    /// Room for at least `minimum` more bytes, followed by ``wrote(_:)``.
    ///
    /// Doubles when it must grow, so filling a buffer costs linear time.
    package func space(atLeast minimum: Int) -> UnsafeMutableRawBufferPointer {
        if storage.count - tail < minimum { makeRoom(minimum) }
        return UnsafeMutableRawBufferPointer(rebasing: storage[tail...])
    }

    package func wrote(_ count: Int) {
        tail = min(tail + max(count, 0), storage.count)
    }

    package func consume(_ count: Int) {
        head = min(head + max(count, 0), tail)
        if head == tail { removeAll() }
    }

    package func removeAll() {
        head = 0
        tail = 0
    }

    /// Takes the bytes in `range` (counted from the first stored byte) out and closes the gap.
    package func remove(_ range: Range<Int>) {
        guard range.upperBound <= count, !range.isEmpty else { return }
        let behind = UnsafeMutableRawBufferPointer(rebasing: storage[head + range.upperBound..<tail])
        UnsafeMutableRawBufferPointer(rebasing: storage[(head + range.lowerBound)...])
            .copyMemory(from: UnsafeRawBufferPointer(behind))
        tail -= range.count
    }

    package func append(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        space(atLeast: bytes.count).copyMemory(from: bytes)
        tail += bytes.count
    }

    package func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    package func append(_ text: StaticString) {
        text.withUTF8Buffer { append(UnsafeRawBufferPointer($0)) }
    }

    package func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    package func append(decimal value: Int) {
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        withUnsafeMutableBytes(of: &digits) { digits in
            var position = digits.count
            var rest = value.magnitude
            repeat {
                position -= 1
                digits[position] = UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0")
                rest /= 10
            } while rest > 0
            if value < 0 {
                position -= 1
                digits[position] = UInt8(ascii: "-")
            }
            append(UnsafeRawBufferPointer(rebasing: digits[position...]))
        }
    }

    private func makeRoom(_ minimum: Int) {
        let stored = UnsafeRawBufferPointer(bytes)
        if head > 0, storage.count - stored.count >= minimum, head >= stored.count {
            storage.copyMemory(from: stored)
        } else {
            let capacity = max(storage.count * 2, stored.count + minimum)
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
            larger.copyMemory(from: stored)
            storage.deallocate()
            storage = larger
        }
        head = 0
        tail = stored.count
    }
}
