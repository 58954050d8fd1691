import Admission
import Check
import JSON
import Kubernetes
import TestSupport
import Testing

struct FindingFingerprintTests {
    private func prints(_ findings: [CheckFinding]) -> [String] {
        FindingFingerprints(ReportSample.report(findings)).findings.map(\.description)
    }

    @Test("a fingerprint is the same in every version of the program")
    func golden() {
        #expect(prints([ReportSample.finding()]) == ["84974a7637de2d3d698ed4a4043a7a74"])
    }

    @Test("lines, files, words, severity and the version of the API make no difference")
    func stable() {
        var other = ReportSample.finding("ALB301", .warn, problem: "x", effect: "y", fix: "z", file: "b.yaml")
        other.location.start = JSONPosition(line: 99, column: 1)
        other.object.apiVersion = "networking.k8s.io/v1beta1"
        other.finding.place = Place(FieldPath("spec", "rules").index(7, identity: "a.example.com").key("host"))
        #expect(prints([ReportSample.finding()]) == prints([other]))
    }

    @Test("rule, object, place and value each make a difference")
    func distinct() {
        var finding = ReportSample.finding()
        var all = [finding, ReportSample.finding("ALB302"), ReportSample.finding(value: "HTTP:8")]
        for change: WritableKeyPath<CheckedObjectName, String> in [\.apiVersion, \.kind, \.namespace, \.name] {
            finding = ReportSample.finding()
            finding.object[keyPath: change] = "v1"
            all.append(finding)
        }
        // The same letters in other fields.
        finding.object.namespace = "sho"
        finding.object.name = "pweb"
        all.append(finding)
        let host = FieldPath("spec", "rules").index(0, identity: "b.example.com").key("host")
        all += [
            ReportSample.finding(place: Place(host)),
            ReportSample.finding(place: Place(host, inside: JSONPointer(["a"]))),
        ]
        #expect(Set(prints(all)).count == all.count)
    }

    @Test("fingerprints of a report are unique, and the same ones in whatever order files and findings are")
    func uniqueAndOrderless() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<100 {
            var report = ReportSample.random(&random)
            report.findings += report.findings.prefix(2) + report.suppressed.prefix(1).map(\.finding)
            let before = FindingFingerprints(report)
            let all = before.findings + before.suppressed
            #expect(Set(all).count == all.count)
            report.findings.shuffle(using: &random)
            report.suppressed.shuffle(using: &random)
            report.files.shuffle(using: &random)
            let after = FindingFingerprints(report)
            #expect(Set(after.findings + after.suppressed) == Set(all))
        }
    }

    @Test("what is suppressed keeps its fingerprint")
    func suppressed() {
        let equal = (0..<4).map { ReportSample.finding(at: JSONPosition(line: $0 + 1, column: 1)) }
        let before = prints(equal)
        let suppressed = [equal[2], equal[0]].map { SuppressedFinding($0, by: .baseline) }
        let after = FindingFingerprints(
            ReportSample.report([equal[1], equal[3]], suppressed: suppressed, files: ["a.yaml"])
        )
        #expect(after.findings.map(\.description) == [before[1], before[3]])
        #expect(after.suppressed.map(\.description) == [before[2], before[0]])
    }

    @Test("a fingerprint is read back from its 32 digits, and from nothing else")
    func text() {
        for print in prints([ReportSample.finding()]) { #expect(FindingFingerprint(print)?.description == print) }
        let digits = "00000000000000000000000000000001"
        #expect(FindingFingerprint(digits)?.description == digits)
        let capital = String(repeating: "A", count: 32)
        for wrong in ["", "0", digits + "0", "+0000000000000000000000000000001", capital, "é" + digits.dropFirst(2)] {
            #expect(FindingFingerprint(wrong) == nil)
        }
    }
}
