/// The text exposition format 0.0.4 of Prometheus.
struct PrometheusText {
    private(set) var text = ""

    mutating func family(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    mutating func sample(_ name: String, _ labels: [(String, String)], _ value: UInt64) {
        line(name, labels, String(value))
    }

    mutating func sample(_ name: String, _ value: UInt64) {
        line(name, [], String(value))
    }

    mutating func seconds(_ name: String, _ labels: [(String, String)], nanoseconds: UInt64) {
        line(name, labels, "\(Double(nanoseconds) / 1e9)")
    }

    mutating func sample(_ name: String, _ value: Double) {
        line(name, [], "\(value)")
    }

    mutating func histogram(_ name: String, _ labels: [(String, String)], _ histogram: Histogram) {
        var total: UInt64 = 0
        for (bound, count) in zip(Histogram.bounds, histogram.counts) {
            total += count
            sample(name + "_bucket", labels + [("le", "\(Double(bound) / 1e9)")], total)
        }
        total += histogram.counts.last ?? 0
        sample(name + "_bucket", labels + [("le", "+Inf")], total)
        line(name + "_sum", labels, "\(Double(histogram.sumNanoseconds) / 1e9)")
        sample(name + "_count", labels, total)
    }

    private mutating func line(_ name: String, _ labels: [(String, String)], _ value: String) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.0)=\"\(Self.escape($0.1))\"" }.joined(separator: ",") + "}"
        }
        text += " \(value)\n"
    }

    private static func escape(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
