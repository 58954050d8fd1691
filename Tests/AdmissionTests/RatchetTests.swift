import ALBController
import Admission
import Foundation
import Kubernetes
import Rules
import TestSupport
import Testing

/// On UPDATE only what is new denies.
struct RatchetTests {
    @Test func aDenialNeverNamesWhatTheOldObjectHas() throws {
        let seed: UInt64 = 1_606_780_800
        var random = SeededGenerator(seed: seed)
        var softened = 0
        var denied = 0
        for sample in try SampleObject.all() {
            for round in 0..<6 {
                let old = try Self.mutilated(sample.json, &random)
                let new = try Self.mutilated(random.chance(70) ? old : sample.json, &random)
                let verdict = sample.verdict("UPDATE", new, old: old)
                guard Self.wasALB(sample, old) else { continue }
                let known = Set(sample.verdict("UPDATE", old).findings.map(\.identity))
                let repeated = verdict.denials.filter { known.contains($0.identity) }
                #expect(
                    repeated.isEmpty,
                    "seed \(seed), \(sample.name), round \(round): \(repeated.map(\.message))\n\(old)\n\(new)"
                )
                softened += verdict.softened
                denied += verdict.denials.count
            }
        }
        // The pairs are worth something only while both happen.
        #expect(softened > 20 && denied > 20)
    }

    @Test(.namesItsCase) func aChangeOfFormIsNoNewFault() throws {
        forEachCase(of: try SampleObject.all()) { sample in
            let old = try sample.plain()
            let changes = try [
                "reversed": sample.changed { $0["spec"] = $0["spec"].map(NeutralChange.reversed) },
                "unknown fields": sample.changed { $0["spec"] = $0["spec"].map(NeutralChange.withUnknownFields) },
                "zero values": sample.changed(NeutralChange.withZeroValues),
            ]
            for (name, new) in changes {
                let denials = sample.verdict("UPDATE", new, old: old).denials
                #expect(denials.isEmpty, "\(name): \(denials.map(\.message))\n\(old)\n\(new)")
            }
        }
    }

    @Test(.namesItsCase) func anUnchangedObjectIsNotEvenLookedAt() throws {
        forEachCase(of: try SampleObject.all()) { sample in
            #expect(sample.verdict("UPDATE", sample.json, old: sample.json).findings.isEmpty)
        }
    }

    @Test func aPartialRepairPassesAndANewFaultDoesNot() throws {
        func ingress(_ ports: String, _ path: String) -> String {
            IngressText {
                $0.annotations = [("alb.ingress.kubernetes.io/listen-ports", ports)]
                $0.path = path
            }.json
        }
        let broken = "[{\"HTTP\": \"80\"}]"
        let unrelated = try Self.update(ingress(broken, "/"), ingress(broken, "/shop"))
        #expect(unrelated.isAllowed && unrelated.softened == 1)
        #expect(unrelated.warnings.contains { $0.rule.id == "ALB303" })
        let other = try Self.update(ingress(broken, "/"), ingress("[{\"http\": 80}]", "/"))
        #expect(other.denials.map(\.rule.id) == ["ALB303"] && other.softened == 0)
    }

    /// The rule or path that a fault is in has another name, and the fault is the same.
    @Test func aFaultMovesWithItsElement() throws {
        func ingress(_ hosts: [String], _ path: String, port: String = "[{\"HTTP\": 80}]") -> String {
            IngressText {
                $0.annotations = [("alb.ingress.kubernetes.io/listen-ports", port)]
                $0.hosts = hosts
                $0.path = path
            }.json
        }
        let renamed = try Self.update(ingress(["a.example.com"], "/x*"), ingress(["b.example.com"], "/x*"))
        #expect(renamed.isAllowed && renamed.softened == 1)
        let more = try Self.update(
            ingress(["a.example.com"], "/x*"),
            ingress(["b.example.com", "c.example.com"], "/x*")
        )
        #expect(more.denials.count == 1 && more.softened == 1)
        let added = try Self.update(
            ingress(["a.example.com"], "/x*"),
            ingress(["a.example.com", "b.example.com"], "/x*")
        )
        #expect(added.denials.count == 1 && added.softened == 1)
        #expect(added.denials.first?.place.description.contains("rules[1]") == true)
        let other = try Self.update(ingress(["a.example.com"], "/x*"), ingress(["b.example.com"], "/y*"))
        #expect(!other.isAllowed)
    }

    @Test func aFaultMovesWithItsListener() throws {
        func config(_ port: Int, _ defaults: [Bool]) -> String {
            let certificates = defaults.enumerated().map {
                "{\"CertificateId\":\"\($0.offset)-cn-hangzhou\",\"IsDefault\":\($0.element)}"
            }
            return
                "{\"apiVersion\":\"alibabacloud.com/v1\",\"kind\":\"AlbConfig\",\"metadata\":{\"name\":\"a\"},\"spec\":{"
                + "\"config\":{\"zoneMappings\":[{\"vSwitchId\":\"vsw-1\"},{\"vSwitchId\":\"vsw-2\"}]},"
                + "\"listeners\":[{\"port\":\(port),\"protocol\":\"HTTPS\",\"certificates\":["
                + "\(certificates.joined(separator: ","))]}]}}"
        }
        let good = try Self.update(config(443, [true, false]), config(8443, [true, true]))
        #expect(good.denials.map(\.rule.id) == ["ALB708"])
        let moved = try Self.update(config(443, [true, true]), config(8443, [true, true]))
        #expect(moved.isAllowed && moved.softened == 1)
    }

    /// What another controller served says nothing about what an ALB can serve.
    @Test func anIngressThatBecomesOursCountsAsCreated() throws {
        func ingress(_ className: String?) -> String {
            IngressText {
                $0.name = "aliyun-web"
                $0.className = className
                $0.annotations = [("alb.ingress.kubernetes.io/listen-ports", "x")]
            }.json
        }
        for before in ["nginx", nil] {
            let verdict = try Self.update(ingress(before), ingress("alb"))
            #expect(Set(verdict.denials.map(\.rule.id)) == ["ALB102", "ALB303"])
        }
        #expect(try Self.update(ingress("alb"), ingress("nginx")).findings.isEmpty)
        #expect(try Self.update(ingress("nginx"), ingress("traefik")).findings.isEmpty)
    }

    private static func update(_ old: String, _ new: String) throws -> Verdict {
        try Reviewer().validate(ReviewText("UPDATE", object: new, oldObject: old).request())
    }

    private static func mutilated(_ json: String, _ random: inout SeededGenerator) throws -> String {
        String(decoding: try MutilatedObject.make(Array(json.utf8), &random), as: UTF8.self)
    }

    private static func wasALB(_ sample: SampleObject, _ old: String) -> Bool {
        guard let ingress = try? Ingress.make(Array(old.utf8)), old.contains("\"Ingress\"") else { return true }
        let reviewer = sample.reviewer
        return reviewer.settings.resolver(reviewer.snapshot).binding(of: ingress).isALB
    }
}
