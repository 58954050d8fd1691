import COpenSSL

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

    /// Every certificate in the PEM text, in its order.
    package static func all(pem: [UInt8]) throws(CertificateError) -> [Certificate] {
        let bio = try MemoryBIO(pem)
        var result: [Certificate] = []
        ERR_clear_error()
        while let pointer = PEM_read_bio_X509(bio.pointer, nil, refusePassphrase, nil) {
            result.append(Certificate(owning: pointer))
        }
        // The loop ends with "no start line" after the last certificate; anything else is a damaged one.
        let code = ERR_peek_last_error()
        if COpenSSL_ERR_GET_REASON(code) != PEM_R_NO_START_LINE {
            throw .malformedCertificate(reason: OpenSSLErrors.takeReason())
        }
        ERR_clear_error()
        if result.isEmpty { throw .noCertificate }
        return result
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
        guard let names = X509_get_ext_d2i(pointer, NID_subject_alt_name, nil, nil) else { return [] }
        let list = OpaquePointer(names)
        defer { GENERAL_NAMES_free(list) }
        var result: [String] = []
        for index in 0..<max(0, COpenSSL_sk_GENERAL_NAME_num(list)) {
            var kind: CInt = 0
            guard let name = COpenSSL_sk_GENERAL_NAME_value(list, index),
                let value = GENERAL_NAME_get0_value(name, &kind), kind == GEN_DNS
            else { continue }
            if let text = Self.string(value.assumingMemoryBound(to: ASN1_STRING.self)) { result.append(text) }
        }
        return result
    }

    /// Nil for text with a NUL in it, the classic way to make a name look shorter than it is.
    private static func string(_ value: UnsafePointer<ASN1_STRING>) -> String? {
        guard let data = ASN1_STRING_get0_data(value) else { return nil }
        let bytes = UnsafeBufferPointer(start: data, count: Int(max(0, ASN1_STRING_length(value))))
        return bytes.contains(0) ? nil : String(decoding: bytes, as: UTF8.self)
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
