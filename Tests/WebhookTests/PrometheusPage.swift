/// A strict reader of the text exposition format 0.0.4: what Prometheus would forgive is an error here.
struct PrometheusPage {
    struct Problem: Error, Equatable {
        var line: String
        var text: String
    }

    struct Family {
        var type: String
        var help: String
    }

    private(set) var families: [String: Family] = [:]
    /// By name and sorted labels: `name{a="b"}`.
    private(set) var samples: [String: Double] = [:]

    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Problem(line: "", text: "the last line does not end") }
        var help: (name: String, text: String)?
        var current = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) {
            func fail(_ text: String) -> Problem { Problem(line: line, text: text) }
            if line.hasPrefix("# ") {
                let words = line.split(separator: " ", maxSplits: 3).map(String.init)
                guard words.count == 4, Self.isName(words[2]) else { throw fail("neither HELP nor TYPE") }
                switch words[1] {
                case "HELP":
                    guard help == nil, families[words[2]] == nil else { throw fail("a second HELP") }
                    help = (words[2], words[3])
                case "TYPE":
                    guard help?.name == words[2] else { throw fail("TYPE without its HELP") }
                    guard ["counter", "gauge", "histogram"].contains(words[3]) else { throw fail("unknown type") }
                    guard words[3] != "counter" || words[2].hasSuffix("_total") else { throw fail("counter's name") }
                    families[words[2]] = Family(type: words[3], help: help?.text ?? "")
                    current = words[2]
                    help = nil
                default: throw fail("neither HELP nor TYPE")
                }
                continue
            }
            let sample = try Self.sample(line)
            guard help == nil, Self.belongs(sample.name, to: current, families[current]?.type) else {
                throw fail("a sample outside of its family")
            }
            guard samples.updateValue(sample.value, forKey: sample.series) == nil else { throw fail("a series twice") }
        }
        try checkHistograms()
    }

    /// The value of a series; zero if it is not there.
    subscript(_ series: String) -> Double { samples[series] ?? 0 }

    /// Buckets grow, and the last is the count.
    private func checkHistograms() throws {
        for (name, family) in families where family.type == "histogram" {
            let buckets = samples.filter { $0.key.hasPrefix(name + "_bucket{") }
            var groups: [String: [(bound: Double, count: Double)]] = [:]
            for (series, count) in buckets {
                guard let match = series.firstMatch(of: /le="([^"]+)",?/),
                    let bound = Double(match.1.replacing("+Inf", with: "inf"))
                else { throw Problem(line: series, text: "no bound") }
                let rest = series.replacing(match.0, with: "").replacing(name + "_bucket", with: name + "_count")
                groups[rest, default: []].append((bound, count))
            }
            for (series, group) in groups {
                let counts = group.sorted { $0.bound < $1.bound }.map(\.count)
                guard counts == counts.sorted(), counts.last == samples[series] else {
                    throw Problem(line: series, text: "buckets do not add up")
                }
            }
        }
    }

    private static func belongs(_ name: String, to family: String, _ type: String?) -> Bool {
        switch type {
        case "histogram": ["_bucket", "_sum", "_count"].contains { family + $0 == name }
        case .some: name == family
        case nil: false
        }
    }

    private static func sample(_ line: String) throws -> (name: String, series: String, value: Double) {
        guard let match = line.wholeMatch(of: /([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? ([^ ]+)/),
            let value = Double(match.3)
        else { throw Problem(line: line, text: "not a sample") }
        let name = String(match.1)
        guard let labels = match.2 else { return (name, name, value) }
        let pairs = labels.matches(of: /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"/)
        guard pairs.map({ String($0.0) }).joined(separator: ",") == labels, Set(pairs.map { $0.1 }).count == pairs.count
        else { throw Problem(line: line, text: "malformed labels") }
        return (name, "\(name){\(pairs.map { String($0.0) }.sorted().joined(separator: ","))}", value)
    }

    private static func isName(_ text: String) -> Bool { text.wholeMatch(of: /[a-zA-Z_:][a-zA-Z0-9_:]*/) != nil }
}
