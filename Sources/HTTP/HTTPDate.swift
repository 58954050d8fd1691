/// IMF-fixdate (RFC 9110 section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
    package static func bytes(unixSeconds: Int) -> [UInt8] {
        let day = Int((Double(unixSeconds) / 86_400).rounded(.down))
        let second = unixSeconds - day * 86_400
        let date = civil(day)
        let weekday = ((day + 4) % 7 + 7) % 7

        var result: [UInt8] = []
        result.reserveCapacity(29)
        result += name(weekday, in: "SunMonTueWedThuFriSat")
        result += ", ".utf8
        result += digits(date.day, 2)
        result += " ".utf8
        result += name(date.month - 1, in: "JanFebMarAprMayJunJulAugSepOctNovDec")
        result += " ".utf8
        result += digits(date.year, 4)
        result += " ".utf8
        result += digits(second / 3600, 2)
        result += ":".utf8
        result += digits(second / 60 % 60, 2)
        result += ":".utf8
        result += digits(second % 60, 2)
        result += " GMT".utf8
        return result
    }

    /// The Gregorian date of a day counted from 1970-01-01, reckoned in 400-year eras that begin on 1 March.
    private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    private static func name(_ index: Int, in names: StaticString) -> [UInt8] {
        names.withUTF8Buffer { Array($0.dropFirst(index * 3).prefix(3)) }
    }

    private static func digits(_ value: Int, _ width: Int) -> [UInt8] {
        let text = String(value)
        return Array(repeating: UInt8(ascii: "0"), count: max(0, width - text.utf8.count)) + text.utf8
    }
}
