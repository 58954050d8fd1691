/// What the library behind kubectl takes for `!!timestamp`; without that tag a date is text.
enum YAMLTimestamp {
    static func isOne(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count <= 64 else { return false }
        let text = String(decoding: text, as: UTF8.self)
        guard let date = text.prefixMatch(of: /([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})/), let year = Int(date.1),
            let month = Int(date.2), let day = Int(date.3), (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...days[month - 1]).contains(day) else { return false }
        let rest = text[date.range.upperBound...]
        return rest.isEmpty || isTime(rest)
    }

    /// A time after a space has no zone, and one after a T has one.
    private static func isTime(_ text: Substring) -> Bool {
        let time = /([Tt ])([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})([.,][0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?/
        guard let match = text.wholeMatch(of: time), (match.1 == " ") == (match.6 == nil), let hour = Int(match.2),
            let minute = Int(match.3), let second = Int(match.4)
        else { return false }
        return hour < 24 && minute < 60 && second < 60
    }
}
