import Kubernetes

/// The bytes of a key: the index, its parts, and last a name.
///
/// Texts end with a zero byte, which is escaped inside of them, so that keys sort by their parts; numbers are
/// big-endian.
struct IndexKey {
    private(set) var bytes: [UInt8]

    /// Room for most keys, so that one does not move while it grows.
    private static let usualSize = 88

    init(_ index: SnapshotIndex) {
        bytes = []
        bytes.reserveCapacity(Self.usualSize)
        bytes.append(index.rawValue)
    }

    init(raw bytes: [UInt8]) {
        self.bytes = bytes
    }

    var prefix: OrderedBytes.Prefix { OrderedBytes.Prefix(bytes) }

    mutating func add(_ byte: UInt8) { bytes.append(byte) }

    mutating func add(_ number: UInt16) {
        bytes.append(UInt8(truncatingIfNeeded: number >> 8))
        bytes.append(UInt8(truncatingIfNeeded: number))
    }

    mutating func add(_ text: String) {
        append(text)
        bytes.append(0)
    }

    /// Parts that were made ready before.
    mutating func add(raw parts: [UInt8]) { bytes += parts }

    /// Spelt backwards, so that what lies below a domain stands together; `isWhole` ends the text.
    mutating func add(backwards text: some BidirectionalCollection<UInt8>, isWhole: Bool) {
        for byte in text.reversed() { append(byte) }
        if isWhole { bytes.append(0) }
    }

    mutating func add(_ listener: ListenerKey) {
        add(UInt16(truncatingIfNeeded: listener.port))
        add(listener.listenerProtocol.code)
    }

    /// The name of an object as a part in front of others.
    mutating func add(_ name: ObjectName) {
        finish(name)
        bytes.append(0)
    }

    /// A slash parts namespace and name; those of cluster-scoped objects have none.
    mutating func finish(_ name: ObjectName) {
        if !name.namespace.isEmpty {
            append(name.namespace, escapesSlash: true)
            bytes.append(UInt8(ascii: "/"))
        }
        append(name.name, escapesSlash: true)
    }

    consuming func finished(_ name: ObjectName) -> [UInt8] {
        finish(name)
        return bytes
    }

    private mutating func append(_ text: String, escapesSlash: Bool = false) {
        var text = text
        text.withUTF8 { text in
            guard text.contains(where: { $0 <= 1 || (escapesSlash && $0 == UInt8(ascii: "/")) }) else {
                bytes.append(contentsOf: text)
                return
            }
            for byte in text { append(byte, escapesSlash: escapesSlash) }
        }
    }

    private mutating func append(_ byte: UInt8, escapesSlash: Bool = false) {
        switch byte {
        case 0, 1:
            bytes.append(1)
            bytes.append(byte + 1)
        case UInt8(ascii: "/") where escapesSlash:
            bytes.append(1)
            bytes.append(3)
        default: bytes.append(byte)
        }
    }
}

/// Reads the parts of a key, from an offset on.
struct IndexKeyReader {
    private let bytes: [UInt8]
    private(set) var offset: Int

    init(_ bytes: [UInt8], from offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    mutating func byte() -> UInt8 {
        guard offset < bytes.count else { return 0 }
        offset += 1
        return bytes[offset - 1]
    }

    mutating func number() -> UInt16 { UInt16(byte()) << 8 | UInt16(byte()) }

    mutating func text() -> String {
        let end = bytes[min(offset, bytes.count)...].firstIndex(of: 0) ?? bytes.count
        defer { offset = min(end + 1, bytes.count) }
        return Self.text(bytes[offset..<end])
    }

    mutating func skipText() {
        let end = bytes[min(offset, bytes.count)...].firstIndex(of: 0) ?? bytes.count
        offset = min(end + 1, bytes.count)
    }

    /// The name of an object as a part in front of others.
    mutating func objectName() -> ObjectName {
        let start = offset
        skipText()
        return Self.name(bytes[start..<max(start, offset - 1)])
    }

    /// Nil for a protocol that does not exist.
    mutating func listener() -> ListenerKey? {
        let port = number()
        return ListenerProtocol(code: byte()).map { ListenerKey(Int(port), $0) }
    }

    /// The rest.
    func name() -> ObjectName { Self.name(bytes[min(offset, bytes.count)...]) }

    private static func name(_ rest: ArraySlice<UInt8>) -> ObjectName {
        guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return ObjectName("", Self.text(rest)) }
        return ObjectName(Self.text(rest[..<slash]), Self.text(rest[(slash + 1)...]))
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(1) else { return String(decoding: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        var isEscaped = false
        for byte in bytes {
            if isEscaped {
                plain.append(byte == 3 ? UInt8(ascii: "/") : byte - 1)
                isEscaped = false
            } else if byte == 1 {
                isEscaped = true
            } else {
                plain.append(byte)
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension ListenerProtocol {
    fileprivate var code: UInt8 {
        switch self {
        case .http: 1
        case .https: 2
        case .quic: 3
        }
    }

    fileprivate init?(code: UInt8) {
        switch code {
        case 1: self = .http
        case 2: self = .https
        case 3: self = .quic
        default: return nil
        }
    }
}
