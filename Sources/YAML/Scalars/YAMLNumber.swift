/// Numbers as Go reads and writes them (`strconv`, `encoding/json`).
enum YAMLNumber {
    /// For a text that begins with a digit, a sign or a point.
    static func resolve(_ text: UnsafeBufferPointer<UInt8>) -> YAMLResolution {
        let isPoint = text[0] == UInt8(ascii: ".")
        if text.count <= 5, let special = special(text) { return .float(special) }
        guard !isPoint || hasDigitsAroundUnderscores(text) else { return .string }
        guard text.allSatisfy(isOfNumbers) else { return .string }
        let plain = text.filter { $0 != UInt8(ascii: "_") }
        if isPoint { return float(plain).map(YAMLResolution.float) ?? .string }
        return integer(plain) ?? float(plain).map(YAMLResolution.float) ?? binary(plain) ?? .string
    }

    /// Elsewhere the library removes underscores before it parses; here Go's own rule holds.
    private static func hasDigitsAroundUnderscores(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        func isDigit(_ index: Int) -> Bool { text.indices.contains(index) && text[index] &- UInt8(ascii: "0") < 10 }
        return text.indices.allSatisfy { text[$0] != UInt8(ascii: "_") || isDigit($0 - 1) && isDigit($0 + 1) }
    }

    private static func isOfNumbers(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"),
            UInt8(ascii: "o"), UInt8(ascii: "O"), UInt8(ascii: "x"), UInt8(ascii: "X"):
            true
        default: false
        }
    }

    private static func special(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        switch String(decoding: text, as: UTF8.self) {
        case ".nan", ".NaN", ".NAN": .nan
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .infinity
        case "-.inf", "-.Inf", "-.INF": -.infinity
        default: nil
        }
    }

    /// `strconv.ParseInt` and, without a sign, `strconv.ParseUint`, both with base 0.
    private static func integer(_ text: [UInt8]) -> YAMLResolution? {
        var digits = text[...]
        var isNegative = false
        let isSigned = digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+")
        if isSigned { isNegative = digits.removeFirst() == UInt8(ascii: "-") }
        var radix: UInt = 10
        if digits.first == UInt8(ascii: "0") {
            let letter = digits.count >= 3 ? digits[digits.startIndex + 1] | 0x20 : 0
            switch letter {
            case UInt8(ascii: "b"): radix = 2
            case UInt8(ascii: "o"): radix = 8
            case UInt8(ascii: "x"): radix = 16
            default: radix = digits.count > 1 ? 8 : 10
            }
            if radix != 10 {
                let isLetter = letter == UInt8(ascii: "b") || letter == UInt8(ascii: "o") || letter == UInt8(ascii: "x")
                digits = digits.dropFirst(isLetter ? 2 : 1)
            }
        }
        return magnitude(digits, radix: radix).flatMap { signed($0, isNegative: isNegative, isSigned: isSigned) }
    }

    private static func signed(_ magnitude: UInt, isNegative: Bool, isSigned: Bool) -> YAMLResolution? {
        if isNegative {
            guard magnitude <= UInt(Int.max) + 1 else { return nil }
            return .integer(Int(truncatingIfNeeded: 0 &- magnitude))
        }
        if let value = Int(exactly: magnitude) { return .integer(value) }
        return isSigned ? nil : .unsigned(magnitude)
    }

    private static func magnitude(_ digits: some Collection<UInt8>, radix: UInt) -> UInt? {
        guard !digits.isEmpty else { return nil }
        var value: UInt = 0
        for byte in digits {
            let digit: UInt
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = UInt(byte - UInt8(ascii: "a")) + 10
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = UInt(byte - UInt8(ascii: "A")) + 10
            default: return nil
            }
            guard digit < radix else { return nil }
            let (product, overflows) = value.multipliedReportingOverflow(by: radix)
            let (sum, carries) = product.addingReportingOverflow(digit)
            guard !overflows, !carries else { return nil }
            value = sum
        }
        return value
    }

    /// The library parses what follows `0b` once more, and then it may have a sign.
    private static func binary(_ text: [UInt8]) -> YAMLResolution? {
        guard text.starts(with: [UInt8(ascii: "0"), UInt8(ascii: "b")]) else { return nil }
        let rest = text.dropFirst(2)
        guard rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") else { return nil }
        return magnitude(rest.dropFirst(), radix: 2).flatMap {
            signed($0, isNegative: rest.first == UInt8(ascii: "-"), isSigned: true)
        }
    }

    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`; nil for what is too large, too.
    private static func float(_ text: [UInt8]) -> Double? {
        var index = 0
        func skipDigits() -> Int {
            let start = index
            while index < text.count, text[index] >= UInt8(ascii: "0"), text[index] <= UInt8(ascii: "9") { index += 1 }
            return index - start
        }
        if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index = 1 }
        let whole = skipDigits()
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            guard skipDigits() > 0 || whole > 0 else { return nil }
        } else if whole == 0 {
            return nil
        }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") { index += 1 }
            guard skipDigits() > 0 else { return nil }
        }
        guard index == text.count else { return nil }
        guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
        return value
    }
}
