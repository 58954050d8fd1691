import TLS

/// The versions that `version` prints and the metrics carry.
package enum Version {
    package static let program = "0.1.0"

    /// Of the compiler that built this binary; Swift has no way to ask at run time.
    package static var swift: String {
        #if compiler(>=6.4)
        "6.4 or later"
        #elseif compiler(>=6.3)
        "6.3"
        #else
        "6.2"
        #endif
    }

    package static var openSSL: String { TLSLibrary.version }
}
