/// Reads DER (ITU-T X.690) one element after the other, without recursion, copies or numbers of unbounded size.
///
/// Lengths are definite and in their shortest form, tags take one byte: what X.509 and the forms of keys are made of.
struct DERReader {
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    init(_ bytes: [UInt8]) {
        self.init(bytes, 0..<bytes.count)
    }

    private init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { position == end }
    var count: Int { end - position }
    /// The tag of the next element; nil at the end.
    var nextTag: UInt8? { position < end ? bytes[position] : nil }
    /// What has not been read yet.
    var rest: ArraySlice<UInt8> { bytes[position..<end] }

    /// The content of the next element; nil when it has another tag or does not fit, and then nothing is read.
    mutating func read(_ tag: UInt8) -> DERReader? {
        guard nextTag == tag, let content = contentOfNext() else { return nil }
        position = content.upperBound
        return DERReader(bytes, content)
    }

    /// Passes over the next element, whatever it is; false when there is none that fits.
    mutating func skip() -> Bool {
        guard let tag = nextTag, tag & 0x1F != 0x1F, let content = contentOfNext() else { return false }
        position = content.upperBound
        return true
    }

    private func contentOfNext() -> Range<Int>? {
        guard position + 1 < end else { return nil }
        let first = Int(bytes[position + 1])
        guard first >= 0x80 else { return content(at: position + 2, count: first) }
        let width = first & 0x7F
        let start = position + 2 + width
        guard (1...4).contains(width), start <= end, bytes[position + 2] != 0 else { return nil }
        let count = bytes[position + 2..<start].reduce(0) { $0 << 8 | Int($1) }
        return count < 0x80 ? nil : content(at: start, count: count)
    }

    private func content(at start: Int, count: Int) -> Range<Int>? {
        count <= end - start ? start..<start + count : nil
    }
}

extension DERReader {
    enum Tag {
        static let integer: UInt8 = 0x02
        static let bitString: UInt8 = 0x03
        static let octetString: UInt8 = 0x04
        static let objectIdentifier: UInt8 = 0x06
        static let sequence: UInt8 = 0x30
        /// A context-specific tag around other elements, such as `[0]`.
        static func explicit(_ number: UInt8) -> UInt8 { 0xA0 | number }
        static func implicit(_ number: UInt8) -> UInt8 { 0x80 | number }
    }

    /// The one sequence that the bytes are; nil when something follows it.
    static func sequence(_ bytes: [UInt8]) -> DERReader? {
        var reader = DERReader(bytes)
        guard let inner = reader.read(Tag.sequence), reader.isAtEnd else { return nil }
        return inner
    }

    /// The length of a positive integer in bits, without the value; nil for one that is negative or no integer.
    mutating func integerBits() -> Int? {
        guard let content = read(Tag.integer), let first = content.nextTag, first < 0x80 else { return nil }
        let digits = content.rest.drop { $0 == 0 }
        guard let top = digits.first else { return 0 }
        return digits.count * 8 - top.leadingZeroBitCount
    }

    /// An integer below 128, such as a version.
    mutating func smallInteger() -> Int? {
        guard let content = read(Tag.integer), content.count == 1, let value = content.nextTag, value < 0x80 else {
            return nil
        }
        return Int(value)
    }

    /// The content of a bit string that has whole bytes.
    mutating func wholeBits() -> DERReader? {
        guard let content = read(Tag.bitString), content.nextTag == 0 else { return nil }
        return DERReader(content.bytes, content.position + 1..<content.end)
    }
}
