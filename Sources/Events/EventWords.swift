/// The words of a text: letters and digits of any script, in lower case; each character of a script without blanks is a
/// word of its own.
struct EventWords: Hashable, Sendable {
    private(set) var words: [String] = []

    /// Of longer texts the rest is not looked at; an event has at most some hundred words.
    static let limit = 5_000

    init(_ text: some StringProtocol) {
        var word = ""
        for scalar in text.unicodeScalars {
            if words.count >= Self.limit { return }
            if Self.isASCIIWord(scalar) {
                word.unicodeScalars.append(scalar)
                continue
            }
            flush(&word)
            if scalar.value > 0x7F, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                words.append(String(scalar).lowercased())
            }
        }
        flush(&word)
    }

    private mutating func flush(_ word: inout String) {
        guard !word.isEmpty else { return }
        words.append(word.lowercased())
        word = ""
    }

    private static func isASCIIWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }
}
