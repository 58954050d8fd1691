import COpenSSL
import Certificates

/// Picks `http/1.1`, or refuses a client that offers only others (RFC 7301 section 3.2).
func selectHTTP11(
    _ ssl: OpaquePointer?,
    _ selected: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    _ selectedLength: UnsafeMutablePointer<UInt8>?,
    _ offered: UnsafePointer<UInt8>?,
    _ offeredLength: CUnsignedInt,
    _ data: UnsafeMutableRawPointer?
) -> CInt {
    let wanted: StaticString = "\u{8}http/1.1"
    var name: UnsafeMutablePointer<UInt8>?
    let result = SSL_select_next_proto(
        &name,
        selectedLength,
        wanted.utf8Start,
        CUnsignedInt(wanted.utf8CodeUnitCount),
        offered,
        offeredLength
    )
    guard result == OPENSSL_NPN_NEGOTIATED else { return SSL_TLSEXT_ERR_ALERT_FATAL }
    selected?.pointee = UnsafePointer(name)
    return SSL_TLSEXT_ERR_OK
}

/// Adds the name check to OpenSSL's own verification; called once for each certificate of the chain.
func verifyClient(_ preverified: CInt, _ store: OpaquePointer?) -> CInt {
    guard preverified == 1, X509_STORE_CTX_get_error_depth(store) == 0 else { return preverified }
    guard let ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()),
        let context = SSL_get_SSL_CTX(OpaquePointer(ssl)),
        let data = COpenSSL_SSL_CTX_get_app_data(context),
        let leaf = X509_STORE_CTX_get_current_cert(store), X509_up_ref(leaf) == 1
    else { return 0 }
    let allowed = Unmanaged<AllowedNames>.fromOpaque(data).takeUnretainedValue()
    if allowed.contains(Certificate(owning: leaf)) { return 1 }
    X509_STORE_CTX_set_error(store, X509_V_ERR_APPLICATION_VERIFICATION)
    return 0
}

/// A class because OpenSSL's callback finds it by address.
final class AllowedNames {
    private let names: Set<String>

    init(_ names: [String]) {
        self.names = Set(names)
    }

    func contains(_ certificate: Certificate) -> Bool {
        if let commonName = certificate.commonName, names.contains(commonName) { return true }
        return certificate.dnsNames.contains { names.contains($0) }
    }
}
