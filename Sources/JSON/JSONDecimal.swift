/// The exact value of a JSON number: `0.DIGITS` times ten to the `exponent`, with no zero at either end of the digits.
///
/// Nothing is computed with the number, so its size is bounded by its text: `1e999999999` costs no more than `1`.
struct JSONDecimal: Hashable {
    private var isNegative = false
    private var digits: [UInt8] = []
    private var exponent = Exponent()

    /// `text` is known to follow the grammar of RFC 8259, section 6.
    init(_ text: some Sequence<UInt8>) {
        var point: Int?
        var written = Exponent.Digits()
        var inExponent = false
        for byte in text {
            switch byte {
            case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
            case UInt8(ascii: "-"): if inExponent { written.isNegative = true } else { isNegative = true }
            case UInt8(ascii: "+"): break
            case UInt8(ascii: "."): point = digits.count
            default: if inExponent { written.append(byte) } else { digits.append(byte) }
            }
        }
        var shift = point ?? digits.count
        let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(leading)
        shift -= leading
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.isEmpty {
            isNegative = false
        } else {
            exponent = Exponent(written, plus: shift)
        }
    }
}

extension JSONDecimal {
    /// A whole number of any size, in one form only.
    private struct Exponent: Hashable {
        struct Digits {
            var isNegative = false
            /// Most significant first, without leading zeros.
            var values: [UInt8] = []

            mutating func append(_ byte: UInt8) {
                if byte != UInt8(ascii: "0") || !values.isEmpty { values.append(byte - UInt8(ascii: "0")) }
            }
        }

        private var isNegative = false
        /// Least significant first; empty for zero.
        private var values: [UInt8] = []

        init() {}

        init(_ written: Digits, plus shift: Int) {
            if written.values.count <= 17 {
                let magnitude = written.values.reduce(0) { $0 * 10 + Int($1) }
                let sum = (written.isNegative ? -magnitude : magnitude) + shift
                isNegative = sum < 0
                values = Self.values(of: sum.magnitude)
            } else {
                // At least 10^17, so a shift, which counts bytes of a text, changes the sign of nothing.
                isNegative = written.isNegative
                values = written.values.reversed()
                add(shift.magnitude, subtracting: (shift < 0) != isNegative)
            }
        }

        private static func values(of number: UInt) -> [UInt8] {
            var rest = number
            var values: [UInt8] = []
            while rest > 0 {
                values.append(UInt8(rest % 10))
                rest /= 10
            }
            return values
        }

        private mutating func add(_ number: UInt, subtracting: Bool) {
            var carry: Int = 0
            let other = Self.values(of: number)
            for index in values.indices {
                let digit = index < other.count ? Int(other[index]) : 0
                let sum = Int(values[index]) + (subtracting ? -digit : digit) + carry
                carry = sum < 0 ? -1 : sum / 10
                values[index] = UInt8((sum + 10) % 10)
            }
            if carry > 0 { values.append(UInt8(carry)) }
            while values.last == 0 { values.removeLast() }
        }
    }
}
