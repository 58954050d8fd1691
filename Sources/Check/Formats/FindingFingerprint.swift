import Admission
import JSON

/// What tells a finding from all others, run after run: not its place in the files, but what it is about.
///
/// 32 hexadecimal digits: FNV-1a with 128 bits over rule, object, place by identity and value.
package struct FindingFingerprint: Hashable, Sendable {
    fileprivate let bits: UInt128

    fileprivate init(bits: UInt128) {
        self.bits = bits
    }

    /// Of something else that a report has, told apart from findings by the number of texts.
    init(of texts: [String]) {
        var hash = FNV1a()
        for text in texts { hash.add(text) }
        bits = hash.value
    }

    /// Nil for anything but 32 digits, the letters among them small.
    package init?(_ text: String) {
        let isDigits = text.utf8.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
        }
        guard isDigits, text.utf8.count == 32, let bits = UInt128(text, radix: 16) else { return nil }
        self.bits = bits
    }
}

extension FindingFingerprint: CustomStringConvertible {
    package var description: String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 32 - digits.utf8.count) + digits
    }
}

/// The fingerprints of one report, where equal findings are counted so that no two are the same.
///
/// Whether a finding is suppressed makes no difference to its fingerprint.
package struct FindingFingerprints: Sendable {
    /// In the order of ``CheckReport/findings``.
    package private(set) var findings: [FindingFingerprint]
    /// In the order of ``CheckReport/suppressed``.
    package private(set) var suppressed: [FindingFingerprint]

    package init(_ report: CheckReport) {
        let all = report.findings + report.suppressed.map(\.finding)
        var hashes = all.map { FNV1a($0).value }
        var places: [UInt128: [Int]] = [:]
        for (index, hash) in hashes.enumerated() { places[hash, default: []].append(index) }
        var rank: [String: Int] = [:]
        for file in report.files where rank[file] == nil { rank[file] = rank.count }
        func order(_ index: Int) -> (Int, Int, Int, Int, Int) {
            let finding = all[index]
            let start = finding.location.start
            let severity = finding.finding.severity == .deny ? 0 : 1
            return (severity, rank[finding.location.file] ?? .max, start.line, start.column, index)
        }
        for equal in places.values where equal.count > 1 {
            // Denials first, so that which of them is counted how does not depend on the order of the files.
            for (ordinal, index) in equal.sorted(by: { order($0) < order($1) }).enumerated().dropFirst() {
                var hash = FNV1a(value: hashes[index])
                hash.add(String(ordinal))
                hashes[index] = hash.value
            }
        }
        let fingerprints = hashes.map { FindingFingerprint(bits: $0) }
        findings = Array(fingerprints.prefix(report.findings.count))
        suppressed = Array(fingerprints.dropFirst(report.findings.count))
    }
}

/// Fowler, Noll and Vo's hash, variant 1a: not against attackers, who could as well edit the baseline.
private struct FNV1a {
    private static let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013B

    private(set) var value: UInt128

    init(value: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D) {
        self.value = value
    }

    init(_ finding: CheckFinding) {
        self.init()
        let object = finding.object
        let identity = finding.finding.identity
        // Without the version: an object is the same in all versions of its group.
        let group = object.apiVersion.split(separator: "/", omittingEmptySubsequences: false).dropLast().first ?? ""
        for part in [identity.rule, String(group), object.kind, object.namespace, object.name] { add(part) }
        add(identity.place)
        add(identity.value)
    }

    /// With its length behind it, so that no two lists of texts run together to the same bytes.
    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { for byte in $0 { add(byte) } }
        var length = text.utf8.count
        repeat {
            add(UInt8(truncatingIfNeeded: length))
            length >>= 8
        } while length > 0
        add(0xFF)
    }

    private mutating func add(_ byte: UInt8) { value = (value ^ UInt128(byte)) &* Self.prime }
}
