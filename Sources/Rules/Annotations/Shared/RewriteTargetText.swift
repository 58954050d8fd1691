/// The value of `rewrite-target`, and what it is once it is written as ALB reads it.
struct RewriteTargetText {
    /// The first digit behind a bare dollar sign, the way of nginx.
    private(set) var bare: Character?
    /// The highest number of a capture in ``corrected``.
    private(set) var highest = 0
    /// With `${1}` for `$1`, and a slash before it.
    private(set) var corrected: String
    let hasSlash: Bool

    init(_ target: String) {
        hasSlash = target.utf8.first == UInt8(ascii: "/") || target.utf8.first == UInt8(ascii: "$")
        corrected = ""
        var result: [UInt8] = hasSlash ? [] : [UInt8(ascii: "/")]
        var rest = Array(target.utf8)[...]
        while let byte = rest.popFirst() {
            result.append(byte)
            guard byte == UInt8(ascii: "$") else { continue }
            if let digit = rest.first, Self.isDigit(digit) {
                rest.removeFirst()
                bare = bare ?? Character(Unicode.Scalar(digit))
                highest = max(highest, Int(digit - UInt8(ascii: "0")))
                result += [UInt8(ascii: "{"), digit, UInt8(ascii: "}")]
            } else if let number = Self.reference(rest) {
                highest = max(highest, number)
            }
        }
        corrected = String(decoding: result, as: UTF8.self)
    }

    /// Whether a Prefix path stands for all that is below it.
    ///
    /// A plain one does, and an expression with `.*` in it; another expression may well be meant to become one path.
    static func isWide(_ path: String) -> Bool { !PathText.looksLikeRegex(path) || path.contains(".*") }

    /// The number in `{12}`.
    private static func reference(_ text: ArraySlice<UInt8>) -> Int? {
        guard text.first == UInt8(ascii: "{") else { return nil }
        let digits = text.dropFirst().prefix(while: isDigit)
        guard !digits.isEmpty, digits.count < 4, digits.endIndex < text.endIndex,
            text[digits.endIndex] == UInt8(ascii: "}")
        else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
