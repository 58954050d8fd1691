import COpenSSL

/// What a new certificate is to say.
package struct CertificateRequest: Sendable {
    package enum Usage: Sendable {
        case authority
        case server
        case client
    }

    package var commonName: String
    package var dnsNames: [String]
    package var ipAddresses: [String]
    package var usage: Usage

    /// Seconds since 1970.
    package var notBefore: Int
    package var notAfter: Int

    package init(
        commonName: String,
        dnsNames: [String] = [],
        ipAddresses: [String] = [],
        usage: Usage,
        notBefore: Int,
        notAfter: Int
    ) {
        self.commonName = commonName
        self.dnsNames = dnsNames
        self.ipAddresses = ipAddresses
        self.usage = usage
        self.notBefore = notBefore
        self.notAfter = notAfter
    }

    /// Makes a P-256 key and a certificate for it, signed by `issuer`, or by itself without one.
    package func issue(by issuer: TLSCredentials? = nil) throws(CertificateError) -> TLSCredentials {
        let key = try PrivateKey.generate()
        guard let pointer = X509_new() else { throw .library("X509_new") }
        let certificate = Certificate(owning: pointer)
        let issuerCertificate = try issuer.map { credentials throws(CertificateError) in
            try Certificate.all(pem: credentials.certificatePEM)
        }?.first
        let signingKey = try issuer.map { credentials throws(CertificateError) in
            try PrivateKey(pem: credentials.privateKeyPEM)
        }

        try describe(certificate, key: key, issuer: issuerCertificate)
        try addExtensions(to: certificate, issuer: issuerCertificate)
        guard X509_sign(pointer, (signingKey ?? key).pointer, EVP_sha256()) > 0 else { throw .library("X509_sign") }

        let bio = try MemoryBIO()
        guard PEM_write_bio_X509(bio.pointer, pointer) == 1 else { throw .library("PEM_write_bio_X509") }
        let keyPEM = try key.pem()
        return try TLSCredentials(certificatePEM: bio.written, privateKeyPEM: keyPEM)
    }

    private func describe(
        _ certificate: Certificate,
        key: PrivateKey,
        issuer: Certificate?
    ) throws(CertificateError) {
        let pointer = certificate.pointer
        // RFC 5280 section 4.1.2.2: positive and not guessable.
        let serial = BN_new()
        defer { BN_free(serial) }
        guard X509_set_version(pointer, 2) == 1,
            BN_rand(serial, 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1,
            BN_to_ASN1_INTEGER(serial, X509_get_serialNumber(pointer)) != nil,
            ASN1_TIME_set(X509_getm_notBefore(pointer), notBefore) != nil,
            ASN1_TIME_set(X509_getm_notAfter(pointer), notAfter) != nil,
            X509_set_pubkey(pointer, key.pointer) == 1,
            let subject = X509_get_subject_name(pointer)
        else { throw .library("X509_set") }
        let name = Array(commonName.utf8)
        guard
            X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, name, CInt(clamping: name.count), -1, 0)
                == 1
        else { throw .malformedName(commonName) }
        guard X509_set_issuer_name(pointer, X509_get_subject_name((issuer ?? certificate).pointer)) == 1 else {
            throw .library("X509_set_issuer_name")
        }
    }

    private func addExtensions(to certificate: Certificate, issuer: Certificate?) throws(CertificateError) {
        var extensions: [(CInt, String)] = []
        switch usage {
        case .authority:
            extensions.append((NID_basic_constraints, "critical,CA:TRUE"))
            extensions.append((NID_key_usage, "critical,keyCertSign,cRLSign"))
        case .server, .client:
            extensions.append((NID_basic_constraints, "critical,CA:FALSE"))
            extensions.append((NID_key_usage, "critical,digitalSignature"))
            extensions.append((NID_ext_key_usage, usage == .server ? "serverAuth" : "clientAuth"))
        }
        extensions.append((NID_subject_key_identifier, "hash"))
        if issuer != nil { extensions.append((NID_authority_key_identifier, "keyid")) }
        let names =
            try dnsNames.map { name throws(CertificateError) in try "DNS:" + checked(name, "-._*") }
            + ipAddresses.map { address throws(CertificateError) in try "IP:" + checked(address, ".:") }
        if !names.isEmpty { extensions.append((NID_subject_alt_name, names.joined(separator: ","))) }

        var context = X509V3_CTX()
        X509V3_set_ctx(&context, (issuer ?? certificate).pointer, certificate.pointer, nil, nil, 0)
        COpenSSL_X509V3_set_ctx_nodb(&context)
        for (identifier, value) in extensions {
            guard let made = X509V3_EXT_conf_nid(nil, &context, identifier, value) else {
                throw .library("X509V3_EXT_conf_nid")
            }
            defer { X509_EXTENSION_free(made) }
            guard X509_add_ext(certificate.pointer, made, -1) == 1 else { throw .library("X509_add_ext") }
        }
    }

    /// Names become part of a small language of libcrypto's, in which a comma begins another extension value.
    private func checked(_ name: String, _ punctuation: String) throws(CertificateError) -> String {
        let isFine = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"):
                true
            default:
                punctuation.utf8.contains(byte)
            }
        }
        guard isFine, !name.isEmpty else { throw .malformedName(name) }
        return name
    }
}
