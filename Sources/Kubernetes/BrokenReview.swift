import JSON

/// What can still be said of bytes that are not JSON: the uid to echo, by a scan that forgives.
///
/// Only the members of `request` itself are looked at, so a uid of an object inside is never taken for the request's.
package struct BrokenReview {
    package private(set) var uid: String?
    package private(set) var version = AdmissionVersion.v1

    package init(_ bytes: [UInt8]) {
        var scanner = Scanner(bytes: bytes)
        while let token = scanner.next() {
            guard case .string(let text) = token else { continue }
            if scanner.depth == 1, text == AdmissionVersion.v1beta1.rawValue { version = .v1beta1 }
            if scanner.depth == 2, scanner.isInRequest, text == "uid" {
                guard scanner.next() == .colon, case .string(let value) = scanner.next(), !value.isEmpty else {
                    return
                }
                if uid == nil { uid = value }
            }
            if scanner.depth == 1, text == "request" { scanner.enterRequest() }
        }
    }

    private enum Token: Equatable {
        case open, close, colon, other
        case string(String)
    }

    private struct Scanner {
        let bytes: [UInt8]
        var index = 0
        var depth = 0
        private var requestPending = false
        private(set) var isInRequest = false

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        mutating func enterRequest() { requestPending = true }

        mutating func next() -> Token? {
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                switch byte {
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    depth += 1
                    if requestPending, depth == 2 { isInRequest = true }
                    requestPending = false
                    return .open
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth -= 1
                    if depth < 2 { isInRequest = false }
                    return .close
                case UInt8(ascii: ":"): return .colon
                case UInt8(ascii: "\""): return string()
                default: continue
                }
            }
            return nil
        }

        private mutating func string() -> Token? {
            let start = index
            var isPlain = true
            while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                if bytes[index] == UInt8(ascii: "\\") {
                    isPlain = false
                    index += 1
                }
                index += 1
            }
            guard index < bytes.count else { return nil }
            let end = index
            index += 1
            guard isPlain, end - start <= 256 else { return .other }
            return .string(String(decoding: bytes[start..<end], as: UTF8.self))
        }
    }
}
