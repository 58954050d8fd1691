/// A JSON Pointer (RFC 6901): where in a document a value is.
package struct JSONPointer: Hashable, Sendable {
    /// Reference tokens, unescaped.
    package var tokens: [String]

    package init(_ tokens: [String] = []) {
        self.tokens = tokens
    }

    /// Parses `/a~1b/0`; nil when it is neither empty nor starts with a slash, or has a stray `~`.
    package init?(parsing text: String) {
        guard !text.isEmpty else {
            self.init()
            return
        }
        guard text.utf8.first == UInt8(ascii: "/") else { return nil }
        var tokens: [String] = []
        for part in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let token = Self.unescape(part) else { return nil }
            tokens.append(token)
        }
        self.init(tokens)
    }

    package func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }

    /// Whether this is the location of `other` or one inside it.
    package func starts(with other: JSONPointer) -> Bool { tokens.starts(with: other.tokens, by: Self.same) }

    /// Compares code points (RFC 6901, section 4), while `String` takes canonically equivalent ones for equal.
    package static func == (left: JSONPointer, right: JSONPointer) -> Bool {
        left.tokens.elementsEqual(right.tokens, by: same)
    }

    private static func same(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

    private static func unescape(_ part: Substring.UTF8View) -> String? {
        var bytes: [UInt8] = []
        var escaping = false
        for byte in part {
            switch (escaping, byte) {
            case (true, UInt8(ascii: "0")): bytes.append(UInt8(ascii: "~"))
            case (true, UInt8(ascii: "1")): bytes.append(UInt8(ascii: "/"))
            case (true, _): return nil
            case (false, UInt8(ascii: "~")):
                escaping = true
                continue
            default: bytes.append(byte)
            }
            escaping = false
        }
        return escaping ? nil : String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONPointer: CustomStringConvertible {
    package var description: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(tokens.reduce(0) { $0 + $1.utf8.count + 1 })
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func append(to bytes: inout [UInt8]) {
        for token in tokens {
            bytes.append(UInt8(ascii: "/"))
            var token = token
            token.withUTF8 { Self.escape($0, to: &bytes) }
        }
    }

    private static func escape(_ token: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var start = 0
        for index in token.indices where token[index] == UInt8(ascii: "~") || token[index] == UInt8(ascii: "/") {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: token[start..<index]))
            bytes.append(UInt8(ascii: "~"))
            bytes.append(token[index] == UInt8(ascii: "~") ? UInt8(ascii: "0") : UInt8(ascii: "1"))
            start = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: token[start...]))
    }
}

extension JSONDocument {
    /// Resolves a pointer; nil when a token does not exist.
    ///
    /// Array indexes have no sign and no leading zero.
    package func node(at pointer: JSONPointer, from start: JSONNode? = nil) -> JSONNode? {
        var node = start ?? root
        for token in pointer.tokens {
            switch kind(node) {
            case .object:
                guard let value = member(token, of: node) else { return nil }
                node = value
            case .array:
                guard let index = JSONPointer.arrayIndex(token), index < count(node) else { return nil }
                var elements = elements(node)
                for _ in 0..<index { _ = elements.next() }
                guard let element = elements.next() else { return nil }
                node = element
            default: return nil
            }
        }
        return node
    }
}

extension JSONPointer {
    /// An array index as RFC 6901, section 4, writes it.
    package static func arrayIndex(_ token: String) -> Int? {
        guard let first = token.utf8.first, token.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        guard first != UInt8(ascii: "0") || token.utf8.count == 1 else { return nil }
        return Int(token)
    }
}
