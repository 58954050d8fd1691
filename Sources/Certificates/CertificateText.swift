import COpenSSL

/// PEM text with nothing in it but certificates, in which an inspection finds what it found in the whole text.
package enum CertificateText {
    /// A private key among the certificates, or in their place, is left out; only the label of its block may stay.
    package static func withoutKeys(_ text: [UInt8]) -> [UInt8] {
        guard !text.isEmpty else { return [] }
        let (blocks, damage) = PEMBlock.all(in: text)
        let certificates = blocks.filter(\.isCertificate).prefix(KeyPairInspection.chainLimit)
        var plain: [UInt8] = []
        for block in certificates { plain += pem(block.label, isReadable(block.bytes) ? block.bytes : [0]) }
        if damage != nil {
            plain += pem("CERTIFICATE", [])
        } else if certificates.isEmpty {
            plain = blocks.first.map { pem($0.label, [0]) } ?? Array("-\n".utf8)
        }
        return plain
    }

    /// Whether it is a certificate, if perhaps of a kind that is not judged.
    private static func isReadable(_ der: [UInt8]) -> Bool {
        do throws(CertificateError) {
            _ = try Certificate(der: der)
            return true
        } catch {
            if case .unsupportedCertificate = error { return true }
            return false
        }
    }

    /// Lines of 64 characters (RFC 7468 section 2).
    private static func pem(_ label: String, _ bytes: [UInt8]) -> [UInt8] {
        var text = Array("-----BEGIN \(label)-----\n".utf8)
        for start in stride(from: 0, to: bytes.count, by: 48) {
            let line = Array(bytes[start..<min(start + 48, bytes.count)])
            var encoded = [UInt8](repeating: 0, count: 65)
            let count = EVP_EncodeBlock(&encoded, line, CInt(line.count))
            text += encoded.prefix(Int(count))
            text.append(UInt8(ascii: "\n"))
        }
        return text + Array("-----END \(label)-----\n".utf8)
    }
}
