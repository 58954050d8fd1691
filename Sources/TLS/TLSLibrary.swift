import COpenSSL

/// The OpenSSL that is loaded, which may be newer than the one this was built with.
package enum TLSLibrary {
    package static var version: String {
        OpenSSL_version(OPENSSL_VERSION).map { String(cString: $0) } ?? "OpenSSL"
    }
}
