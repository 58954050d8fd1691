/// What can still be said of bytes that are not JSON: the uid to echo, by a scan that forgives.
///
/// Only the members of `request` itself are looked at, so a uid of an object inside is never taken for the request's.
package struct BrokenReview {
    package private(set) var uid: String?
    package private(set) var version = AdmissionVersion.v1

    package init(_ bytes: [UInt8]) {
        var scanner = Scanner(bytes: bytes)
        var requestDepth: Int?
        var previous: Scanner.Token?
        var key: String?
        while let token = scanner.next() {
            defer { previous = token }
            switch token {
            case .colon:
                if case .string(let text) = previous { key = text }
                continue
            case .open:
                if scanner.depth == 2, key == "request" { requestDepth = 2 }
            case .close:
                if let depth = requestDepth, scanner.depth < depth { requestDepth = nil }
            case .string(let text):
                if scanner.depth == 1, key == "apiVersion", text == AdmissionVersion.v1beta1.rawValue {
                    version = .v1beta1
                }
                if scanner.depth == requestDepth, key == "uid", !text.isEmpty { uid = text }
            case .other: break
            }
            key = nil
        }
    }
}

/// Brackets, colons and strings of bytes that may be anything.
private struct Scanner {
    enum Token {
        case open, close, colon, other
        /// A string without escapes, which no uid has.
        case string(String)
    }

    let bytes: [UInt8]
    private var index = 0
    private(set) var depth = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Token? {
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                return .open
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                return .close
            case UInt8(ascii: ":"): return .colon
            case UInt8(ascii: ","): return .other
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
        guard isPlain, end - start <= 256, let text = String(validating: bytes[start..<end], as: UTF8.self) else {
            return .other
        }
        return .string(text)
    }
}
