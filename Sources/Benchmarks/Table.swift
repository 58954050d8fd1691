enum Table {
    static func header() -> String { row("benchmark", "median ns", "best ns", "MB/s", "instructions") }

    static func row(_ measurement: Measurement, instructions: Int?) -> String {
        let throughput = measurement.megabytesPerSecond.map { String(Int($0)) } ?? "-"
        return row(
            measurement.name,
            number(measurement.median),
            number(measurement.best),
            throughput,
            instructions.map(String.init) ?? "-"
        )
    }

    private static func row(_ name: String, _ columns: String...) -> String {
        let padded = name + String(repeating: " ", count: max(0, 42 - name.count))
        return columns.reduce(padded) { $0 + String(repeating: " ", count: max(1, 13 - $1.count)) + $1 }
    }

    /// One decimal below 100 ns, none above.
    private static func number(_ value: Double) -> String {
        value < 100 ? String((value * 10).rounded() / 10) : String(Int(value.rounded()))
    }
}
