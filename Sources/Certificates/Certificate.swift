import COpenSSL
import Glibc

/// An X.509 certificate.
///
/// Owns one reference to the library's object. Not for sharing between threads: libcrypto caches extensions in it.
package final class Certificate {
    package let pointer: OpaquePointer

    /// Takes over the reference.
    package init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        X509_free(pointer)
    }

    /// Every certificate in the PEM text, in its order; all or nothing.
    package static func all(pem: [UInt8]) throws(CertificateError) -> [Certificate] {
        let (blocks, damage) = PEMBlock.all(in: pem)
        if let damage { throw .malformedCertificate(reason: damage) }
        var result: [Certificate] = []
        for block in blocks where block.isCertificate { result.append(try Certificate(der: block.bytes)) }
        if result.isEmpty { throw .noCertificate }
        return result
    }

    /// Decodes no public key but those that servers sign with; libcrypto decodes them together with the rest.
    convenience init(der: [UInt8]) throws(CertificateError) {
        switch KeyShape(certificate: der) {
        case .decodable: break
        case .sm2: throw .unsupportedCertificate(key: KeyShape.sm2Name)
        case .refused(let name): throw .unsupportedCertificate(key: name)
        case .encrypted, .malformed: throw .malformedCertificate(reason: "not the DER of a certificate")
        }
        ERR_clear_error()
        let pointer = der.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var position = buffer.baseAddress
            return d2i_X509(nil, &position, buffer.count)
        }
        guard let pointer else { throw .malformedCertificate(reason: OpenSSLErrors.takeReason()) }
        self.init(owning: pointer)
    }

    package var notBefore: Int { Self.unixSeconds(X509_get0_notBefore(pointer)) }
    package var notAfter: Int { Self.unixSeconds(X509_get0_notAfter(pointer)) }

    /// The last common name of the subject, as clients read it.
    package var commonName: String? {
        guard let subject = X509_get_subject_name(pointer) else { return nil }
        var name: String?
        var index = X509_NAME_get_index_by_NID(subject, NID_commonName, -1)
        while index >= 0 {
            if let entry = X509_NAME_get_entry(subject, index), let data = X509_NAME_ENTRY_get_data(entry) {
                name = Self.string(data)
            }
            index = X509_NAME_get_index_by_NID(subject, NID_commonName, index)
        }
        return name
    }

    /// The DNS names of the subject alternative name extension.
    package var dnsNames: [String] {
        alternativeNames(GEN_DNS) { Self.string($0.assumingMemoryBound(to: ASN1_STRING.self)) }
    }

    /// The addresses of that extension, as people write them.
    package var ipAddresses: [String] {
        alternativeNames(GEN_IPADD) { value in
            guard let bytes = Self.bytes(value.assumingMemoryBound(to: ASN1_STRING.self)) else { return nil }
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            let family = bytes.count == 16 ? AF_INET6 : AF_INET
            guard bytes.count == 16 || bytes.count == 4,
                inet_ntop(family, bytes.baseAddress, &text, socklen_t(text.count)) != nil
            else { return nil }
            return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    private func alternativeNames(
        _ wanted: CInt,
        _ text: (UnsafeMutableRawPointer) -> String?
    ) -> [String] {
        guard let names = X509_get_ext_d2i(pointer, NID_subject_alt_name, nil, nil) else { return [] }
        let list = OpaquePointer(names)
        defer { GENERAL_NAMES_free(list) }
        var result: [String] = []
        for index in 0..<max(0, COpenSSL_sk_GENERAL_NAME_num(list)) {
            var kind: CInt = 0
            guard let name = COpenSSL_sk_GENERAL_NAME_value(list, index),
                let value = GENERAL_NAME_get0_value(name, &kind), kind == wanted
            else { continue }
            if let name = text(value) { result.append(name) }
        }
        return result
    }

    /// Nil for text with a NUL in it, the classic way to make a name look shorter than it is.
    private static func string(_ value: UnsafePointer<ASN1_STRING>) -> String? {
        guard let bytes = bytes(value), !bytes.contains(0) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func bytes(_ value: UnsafePointer<ASN1_STRING>) -> UnsafeBufferPointer<UInt8>? {
        ASN1_STRING_get0_data(value).map {
            UnsafeBufferPointer(start: $0, count: Int(max(0, ASN1_STRING_length(value))))
        }
    }

    private static func unixSeconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int {
        var days: CInt = 0
        var seconds: CInt = 0
        let epoch = ASN1_TIME_set(nil, 0)
        defer { ASN1_TIME_free(epoch) }
        guard ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return 0 }
        return Int(days) * 86_400 + Int(seconds)
    }
}
