import Certificates
import TestSupport
import Testing

struct CertificateNamesTests {
    @Test(arguments: [
        ("a.example.com", true), ("A.Example.COM", true), ("x.b.example.com", true), ("b.example.com", false),
        ("x.y.b.example.com", false), ("*.b.example.com", true), ("example.com", false), ("", false), (".", false),
        ("a", false),
    ])
    func coverAsClientsRead(_ host: String, _ expected: Bool) {
        let names = CertificateNames(["A.example.com", "*.B.example.com", "*", ""])
        #expect(names.covers(host) == (expected || host.isEmpty))
    }

    /// The rule in its plain form: the same text, or a wildcard for the first label.
    @Test(arguments: UInt64(0)..<50)
    func agreeWithAComparisonOfEveryName(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let labels = ["a", "B", "*", "", "com"]
        func name() -> String {
            (0..<Int.random(in: 1...3, using: &random)).map { _ in random.pick(labels) }.joined(separator: ".")
        }
        let names = (0..<6).map { _ in name() }
        let set = CertificateNames(names)
        for _ in 0..<50 {
            let host = name()
            let lower = host.lowercased()
            let wildcard = lower.firstIndex(of: ".").map { "*" + lower[$0...] }
            let expected = names.contains { $0.lowercased() == lower || $0.lowercased() == wildcard }
            #expect(set.covers(host) == expected, "\(host) in \(names)")
            let halves = CertificateNames(joining: [
                CertificateNames(Array(names.prefix(3))), CertificateNames(Array(names.dropFirst(3))),
            ])
            #expect(halves.covers(host) == expected)
        }
    }
}
