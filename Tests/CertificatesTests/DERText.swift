/// Writes DER for tests.
enum DERText {
    static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
        var length: [UInt8] = []
        var rest = content.count
        while rest > 0 {
            length.insert(UInt8(rest & 0xFF), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(length.count)] + length + content
    }

    static func sequence(_ parts: [UInt8]...) -> [UInt8] { element(0x30, parts.flatMap(\.self)) }
    static func small(_ value: UInt8) -> [UInt8] { element(0x02, [value]) }
    static func octets(_ content: [UInt8]) -> [UInt8] { element(0x04, content) }
    static func bits(_ content: [UInt8]) -> [UInt8] { element(0x03, [0] + content) }

    /// An odd integer of `bits` bits, a multiple of 8.
    static func integer(bits: Int) -> [UInt8] {
        element(0x02, [0] + [0xF1] + [UInt8](repeating: 0xB7, count: bits / 8 - 1))
    }

    static let dsa: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01]
    static let dh: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x03, 0x01]
    static let rsa: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]
    static let ec: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
    static let p256: [UInt8] = [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
    static let p384: [UInt8] = [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22]
    static let unknown: [UInt8] = [0x06, 0x05, 0x2A, 0x83, 0x44, 0x85, 0x06]

    /// PKCS #8.
    static func pkcs8(_ algorithm: [UInt8], _ key: [UInt8]) -> [UInt8] {
        sequence(small(0), element(0x30, algorithm), octets(key))
    }

    static func rsaKey(bits: Int, exponentBits: Int = 24, version: UInt8 = 0) -> [UInt8] {
        let half = integer(bits: bits / 2)
        return sequence(
            small(version),
            integer(bits: bits),
            integer(bits: exponentBits),
            integer(bits: bits),
            half,
            half,
            half,
            half,
            half
        )
    }

    /// A certificate with a signature that nobody checks, around a public key.
    static func certificate(_ algorithm: [UInt8], _ key: [UInt8]) -> [UInt8] {
        let name = sequence(element(0x31, sequence([0x06, 3, 0x55, 4, 3], element(0x0C, Array("a.example.com".utf8)))))
        let time = element(0x17, Array("250101000000Z".utf8))
        let signature = sequence(rsa, [5, 0])
        return sequence(
            sequence(
                element(0xA0, small(2)),
                small(1),
                signature,
                name,
                sequence(time, time),
                name,
                sequence(element(0x30, algorithm), bits(key))
            ),
            signature,
            bits([1, 2, 3])
        )
    }

    /// PEM, with the label of the block.
    static func pem(_ label: String, _ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            if start > 0, start % 48 == 0 { text.append(0x0A) }
            let group = bytes[start..<min(start + 3, bytes.count)]
            let value = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for index in 0..<4 {
                text.append(
                    index <= group.count ? alphabet[Int(value >> UInt32(18 - 6 * index)) & 63] : UInt8(ascii: "=")
                )
            }
        }
        return Array("-----BEGIN \(label)-----\n".utf8) + text + Array("\n-----END \(label)-----\n".utf8)
    }
}
