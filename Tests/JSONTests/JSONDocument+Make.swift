import JSON

extension JSONDocument {
    static func make(_ text: String, depth: Int = JSONLimits.standard.depth) throws -> JSONDocument {
        try JSONDocument(parsing: Array(text.utf8), limits: JSONLimits(depth: depth, size: JSONLimits.standard.size))
    }

    /// The reason why `text` is refused, or nil.
    static func error(_ bytes: some Sequence<UInt8>, limits: JSONLimits = .standard) -> JSONParseError? {
        do {
            _ = try JSONDocument(parsing: Array(bytes), limits: limits)
            return nil
        } catch {
            return error
        }
    }
}

extension [UInt8] {
    var text: String { String(decoding: self, as: UTF8.self) }
}
