/// Durations as Go writes and reads them: on the command line, and in the `timeout` of kube-apiserver's requests.
package enum GoDuration {
    /// Nanoseconds for `10s`, `1m30s`, `1.5h`, `500ms`, `0`; nil for anything that `time.ParseDuration` refuses, for
    /// negative ones, and for what is longer than its 292 years.
    package static func parse(_ text: String) -> UInt64? {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        if rest.elementsEqual("0".utf8) { return 0 }
        guard !rest.isEmpty else { return nil }
        var total: UInt64 = 0
        while !rest.isEmpty {
            guard let part = next(&rest) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow, sum <= UInt64(Int64.max) else { return nil }
            total = sum
        }
        return total
    }

    /// One number with its unit.
    private static func next(_ rest: inout Substring.UTF8View) -> UInt64? {
        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        var fraction = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix(while: isDigit)
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        let name = rest.prefix { !isDigit($0) && $0 != UInt8(ascii: ".") }
        rest = rest.dropFirst(name.count)
        guard let unit = units[String(Substring(name))],
            let number = whole.isEmpty ? 0 : UInt64(Substring(whole))
        else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit)
        guard !overflow, product <= UInt64(Int64.max) else { return nil }
        // Digits below a nanosecond do not matter.
        var scale = unit
        var result = product
        for digit in fraction {
            scale /= 10
            result += UInt64(digit - UInt8(ascii: "0")) * scale
        }
        return result
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private static let units: [String: UInt64] = [
        "ns": 1, "us": 1000, "\u{B5}s": 1000, "\u{3BC}s": 1000, "ms": 1_000_000, "s": 1_000_000_000,
        "m": 60_000_000_000, "h": 3_600_000_000_000,
    ]
}
