extension YAMLNumber {
    /// As `encoding/json` writes it; the value is finite.
    static func json(_ value: Double) -> String {
        let digits = Digits(value.description)
        let magnitude = value.magnitude
        guard magnitude == 0 || magnitude >= 1e-6 && magnitude < 1e21 else {
            return digits.scientific(minimumExponentDigits: 1)
        }
        return digits.positional
    }

    /// As the library writes a key: in single precision, `FormatFloat(value, 'g', -1, 32)`.
    static func key(_ value: Double) -> String {
        let value = Float(value)
        if value.isNaN { return ".nan" }
        guard value.isFinite else { return value < 0 ? "-.inf" : ".inf" }
        let digits = Digits(value.description)
        guard value == 0 || digits.exponent >= -4 && digits.exponent < 6 else {
            return digits.scientific(minimumExponentDigits: 2)
        }
        return digits.positional
    }

    /// The shortest digits that mean a number, and the exponent of the first.
    private struct Digits {
        private var isNegative = false
        private var digits: [UInt8] = []
        private(set) var exponent = 0

        /// From Swift's description, which has the shortest digits too.
        init(_ description: String) {
            var point: Int?
            var written = ""
            var inExponent = false
            for byte in description.utf8 {
                switch byte {
                case UInt8(ascii: "e"): inExponent = true
                case _ where inExponent:
                    if byte != UInt8(ascii: "+") { written.append(Character(Unicode.Scalar(byte))) }
                case UInt8(ascii: "-"): isNegative = true
                case UInt8(ascii: "."): point = digits.count
                default: digits.append(byte)
                }
            }
            let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
            exponent = (point ?? digits.count) - 1 - leading + (Int(written) ?? 0)
            digits.removeFirst(leading)
            while digits.last == UInt8(ascii: "0") { digits.removeLast() }
            if digits.isEmpty {
                digits = [UInt8(ascii: "0")]
                exponent = 0
            }
        }

        private var sign: String { isNegative ? "-" : "" }

        var positional: String {
            let text = String(decoding: digits, as: UTF8.self)
            if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + text }
            guard digits.count > exponent + 1 else {
                return sign + text + String(repeating: "0", count: exponent + 1 - digits.count)
            }
            return sign + text.prefix(exponent + 1) + "." + text.dropFirst(exponent + 1)
        }

        func scientific(minimumExponentDigits: Int) -> String {
            let text = String(decoding: digits, as: UTF8.self)
            let power = String(exponent.magnitude)
            let zeros = String(repeating: "0", count: max(0, minimumExponentDigits - power.utf8.count))
            return sign + text.prefix(1) + (digits.count > 1 ? "." + text.dropFirst() : "")
                + (exponent < 0 ? "e-" : "e+") + zeros + power
        }
    }
}
