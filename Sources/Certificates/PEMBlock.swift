import COpenSSL

/// One block of PEM text, with its content decoded from base64.
struct PEMBlock {
    /// Such as `CERTIFICATE`.
    var label: String
    var isEncrypted: Bool
    var bytes: [UInt8]

    var isCertificate: Bool { label == "CERTIFICATE" || label == "X509 CERTIFICATE" }
    var isPrivateKey: Bool { label == "PRIVATE KEY" || label.hasSuffix(" PRIVATE KEY") }

    /// Every block, and whether the text goes on with one that cannot be decoded.
    static func all(in text: [UInt8]) -> (blocks: [PEMBlock], isDamaged: Bool) {
        guard let bio = try? MemoryBIO(text) else { return ([], false) }
        var blocks: [PEMBlock] = []
        ERR_clear_error()
        while let block = next(bio) { blocks.append(block) }
        let isDamaged = COpenSSL_ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE
        ERR_clear_error()
        return (blocks, isDamaged)
    }

    private static func next(_ bio: MemoryBIO) -> PEMBlock? {
        var name: UnsafeMutablePointer<CChar>?
        var header: UnsafeMutablePointer<CChar>?
        var data: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard PEM_read_bio(bio.pointer, &name, &header, &data, &count) == 1, let name, let header, let data else {
            return nil
        }
        defer {
            CRYPTO_free(name, nil, 0)
            CRYPTO_free(header, nil, 0)
            CRYPTO_clear_free(data, count, nil, 0)
        }
        let label = String(cString: name)
        return PEMBlock(
            label: label,
            isEncrypted: label == "ENCRYPTED PRIVATE KEY" || String(cString: header).contains("ENCRYPTED"),
            bytes: Array(UnsafeBufferPointer(start: data, count: count))
        )
    }

    /// Whether the content is exactly one DER sequence; false means damage, not an algorithm that is not known here.
    var isOneSequence: Bool {
        guard bytes.count >= 2, bytes[0] == 0x30 else { return false }
        guard bytes[1] & 0x80 != 0 else { return bytes.count == 2 + Int(bytes[1]) }
        let lengthBytes = Int(bytes[1] & 0x7F)
        guard (1...4).contains(lengthBytes), bytes.count >= 2 + lengthBytes else { return false }
        let length = bytes[2..<(2 + lengthBytes)].reduce(0) { $0 << 8 | Int($1) }
        return bytes.count == 2 + lengthBytes + length
    }
}
