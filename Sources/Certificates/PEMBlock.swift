import COpenSSL

/// One block of PEM text (RFC 7468), with its content decoded from base64.
struct PEMBlock {
    /// Such as `CERTIFICATE`.
    var label: String
    /// In the way of RFC 1421, by a header; PKCS #8 has a form of its own.
    var isEncrypted: Bool
    var bytes: [UInt8]

    var isCertificate: Bool { label == "CERTIFICATE" || label == "X509 CERTIFICATE" }
    var isPrivateKey: Bool { label == "PRIVATE KEY" || label.hasSuffix(" PRIVATE KEY") }

    /// Every block, and why the text goes on with one that cannot be decoded, if it does.
    static func all(in text: [UInt8]) -> (blocks: [PEMBlock], damage: String?) {
        guard let bio = try? MemoryBIO(text) else { return ([], nil) }
        var blocks: [PEMBlock] = []
        ERR_clear_error()
        while let block = next(bio) { blocks.append(block) }
        let code = ERR_peek_last_error()
        let reason = OpenSSLErrors.takeReason()
        if COpenSSL_ERR_GET_REASON(code) == PEM_R_NO_START_LINE { return (blocks, nil) }
        // libcrypto gives no reason for a block without a line of base64.
        return (blocks, code == 0 ? "a PEM block is empty" : reason)
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
            isEncrypted: String(cString: header).contains("ENCRYPTED"),
            bytes: Array(UnsafeBufferPointer(start: data, count: count))
        )
    }
}
