import COpenSSL

/// Bytes for libcrypto to read from, or what it has written.
package final class MemoryBIO {
    package let pointer: OpaquePointer
    private let source: UnsafeMutableRawBufferPointer

    package init(_ bytes: [UInt8] = []) throws(CertificateError) {
        let source = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
        source.copyBytes(from: bytes)
        let bio =
            bytes.isEmpty ? BIO_new(BIO_s_mem()) : BIO_new_mem_buf(source.baseAddress, CInt(clamping: bytes.count))
        guard let bio else {
            source.deallocate()
            throw .library("BIO_new")
        }
        pointer = bio
        self.source = source
    }

    deinit {
        BIO_free(pointer)
        // Private keys pass through here.
        OPENSSL_cleanse(source.baseAddress, source.count)
        source.deallocate()
    }

    package var written: [UInt8] {
        var data: UnsafeMutablePointer<CChar>?
        let count = COpenSSL_BIO_get_mem_data(pointer, &data)
        return count > 0 ? Array(UnsafeRawBufferPointer(start: data, count: count)) : []
    }
}

/// Without it libcrypto would ask for a passphrase on the terminal.
func refusePassphrase(
    _ buffer: UnsafeMutablePointer<CChar>?,
    _ size: CInt,
    _ isWriting: CInt,
    _ data: UnsafeMutableRawPointer?
) -> CInt {
    -1
}
