import CLI
import Certificates
import Foundation
import TestSupport
import Testing

/// `certs generate` and `certs check` on files.
struct CertsCommandTests {
    private let folder: CLITests.TemporaryFolder

    init() throws {
        folder = try CLITests.TemporaryFolder()
    }

    private func run(_ arguments: String..., now: Int? = nil) -> CommandRun {
        CommandRun(["certs"] + arguments.map { $0.replacing("DIR", with: folder.path) }, folder: folder, now: now)
    }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")[.posixPermissions] as? Int
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
    }

    @Test func makesAPairThatIsFound() throws {
        let made = run("generate", "--dns-names", "a.ns.svc, 10.0.0.1", "--out", "DIR/new/certs")
        #expect(made == CommandRun(err: "written to DIR/new/certs: ca.crt, tls.crt, tls.key, ca.key\n", .clean))
        for name in ["tls.key", "ca.key"] { #expect(try mode("new/certs/\(name)") == 0o600) }
        for name in ["tls.crt", "ca.crt"] { #expect(try mode("new/certs/\(name)") == 0o644) }
        let check = run("check", "--cert-dir", "DIR/new/certs", "--dns-names", "a.ns.svc,10.0.0.1")
        #expect(check.code == .clean && check.err == "")
        let lines = check.out.split(separator: "\n").map { $0.prefix { $0 != "/" } }
        #expect(lines.allSatisfy { $0.hasPrefix("OK ") } && lines.count == 5, "\(check)")
    }

    @Test func overwritesNothingUnlessForced() throws {
        #expect(run("generate", "--dns-names", "a", "--out", "DIR/c").code == .clean)
        let key = try text("c/tls.key")
        let again = run("generate", "--dns-names", "a", "--out", "DIR/c")
        #expect(again.code == .usage)
        #expect(again.err.contains("DIR/c/ca.crt is there already, nothing is written; --force overwrites it"))
        #expect(try text("c/tls.key") == key)
        #expect(run("generate", "--dns-names", "a", "--out", "DIR/c", "--force").code == .clean)
        #expect(try text("c/tls.key") != key)
        #expect(try mode("c/tls.key") == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/c").count == 4)
    }

    @Test func signsWithAGivenAuthority() throws {
        #expect(run("generate", "--dns-names", "a", "--out", "DIR/ca").code == .clean)
        let made = run(
            "generate",
            "--dns-names",
            "b.svc",
            "--out",
            "DIR/leaf",
            "--ca-cert",
            "DIR/ca/ca.crt",
            "--ca-key",
            "DIR/ca/ca.key",
            "--lifetime",
            "100000h"
        )
        #expect(made.code == .clean && made.err.contains("the certificate ends with its authority"), "\(made)")
        #expect(try text("leaf/ca.crt") == text("ca/ca.crt"))
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/leaf/ca.key"))
        let check = run("check", "--cert-dir", "DIR/leaf", "--ca-bundle", "DIR/ca/ca.crt", "--dns-names", "b.svc")
        #expect(check.code == .clean, "\(check)")
        let leaf = run(
            "generate",
            "--dns-names",
            "c",
            "--out",
            "DIR/no",
            "--ca-cert",
            "DIR/ca/tls.crt",
            "--ca-key",
            "DIR/ca/tls.key"
        )
        #expect(leaf.code == .unreadable && leaf.err.contains("DIR/ca/tls.crt: is no certificate authority"))
    }

    @Test func printsASecret() throws {
        let made = run("generate", "--dns-names", "a.svc", "-o", "secret", "--name", "ns/certs")
        #expect(made.code == .clean && made.err == "")
        let lines = made.out.split(separator: "\n").map(String.init)
        #expect(
            lines.prefix(7).joined(separator: "|").hasPrefix("apiVersion: v1|kind: Secret|type: kubernetes.io/tls|")
        )
        #expect(lines.suffix(4).map { $0.prefix { $0 != ":" } } == ["  ca.crt", "  tls.crt", "  tls.key", "  ca.key"])
        let encoded = try #require(lines.first { $0.hasPrefix("  tls.crt: ") }?.dropFirst(11))
        let pem = try #require(Data(base64Encoded: String(encoded)))
        #expect(try Certificate.all(pem: Array(pem)).first?.dnsNames == ["a.svc"])
    }

    @Test(arguments: [
        (["generate"], "--dns-names is required"),
        (["generate", "--dns-names", "a b/c"], "is neither a DNS name nor an address"),
        (["generate", "--dns-names", ","], "must have from 1 to 100 names"),
        (["generate", "--dns-names", "a", "--lifetime", "1"], "--lifetime must be a duration"),
        (["generate", "--dns-names", "a", "--ca-cert", "x"], "go together"),
        (["generate", "--dns-names", "a", "-o", "secret"], "needs --name NAMESPACE/NAME"),
        (["generate", "--dns-names", "a", "-o", "secret", "--name", "a/B"], "needs --name NAMESPACE/NAME"),
        (["generate", "more", "--dns-names", "a"], "takes no operands"),
        (["check"], "needs --cert-dir"),
        (["check", "--tls-cert-file", "x"], "go together"),
        (["check", "--cert-dir", "x", "--connect", "a:1"], "--connect needs --kube-api"),
        (["check", "--kube-api", "http://127.0.0.1:1"], "needs --webhook-configurations"),
        (["check", "--webhook-configurations", "a"], "needs --kube-api"),
        (["chekc"], "needs generate or check, got \"chekc\"; did you mean check?"),
        ([], "needs generate or check"),
    ])
    func usageErrorsSayWhatIsWrong(_ arguments: [String], _ text: String) {
        let run = CommandRun(["certs"] + arguments)
        #expect(run.code == .usage && run.out == "" && run.err.contains(text), "\(run)")
    }

    @Test func whatIsBrokenIsSaidWithPlaceAndFix() throws {
        let now = 2_000_000_000
        for name in ["a", "b"] {
            #expect(run("generate", "--dns-names", "\(name).svc", "--out", "DIR/\(name)", now: now).code == .clean)
        }
        let mismatch = run(
            "check",
            "--tls-cert-file",
            "DIR/a/tls.crt",
            "--tls-private-key-file",
            "DIR/b/tls.key",
            "--ca-bundle",
            "DIR/b/ca.crt",
            "--dns-names",
            "b.svc",
            now: now
        )
        #expect(mismatch.code == .denied)
        for text in [
            "ERROR pair: DIR/a/tls.crt: private key does not match certificate\n    fix: ",
            "ERROR names: DIR/a/tls.crt: the certificate is not for b.svc; it has a.svc\n    fix: issue it with b.svc",
            "ERROR chain: DIR/a/tls.crt: DIR/b/ca.crt does not verify it: unable to get local issuer certificate",
            "OK expiry: DIR/a/tls.crt: the certificate is valid until 2033-06-17T03:33:20Z",
        ] { #expect(mismatch.out.contains(text), "\(mismatch)") }

        let late = run("check", "--cert-dir", "DIR/a", now: now + 600 * 3600)
        #expect(late.code == .clean && late.out.contains("WARN expiry: DIR/a/tls.crt: the certificate expires"))
        #expect(run("check", "--cert-dir", "DIR/a", "--fail-on-warn", now: now + 600 * 3600).code == .warned)
        let over = run("check", "--cert-dir", "DIR/a", "-o", "json", now: now + 720 * 3600)
        #expect(over.code == .denied)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(over.out.utf8)) as? [String: Any])
        let findings = try #require(json["findings"] as? [[String: String]])
        #expect(json["version"] as? Int == 1)
        #expect(findings.contains { $0["check"] == "expiry" && $0["level"] == "error" && $0["fix"] == "renew it" })
        #expect((json["summary"] as? [String: Int])?["errors"] == 2)
    }

    @Test func whatCannotBeReadIsExitCode3() throws {
        #expect(run("check", "--cert-dir", "DIR/none").code == .unreadable)
        let run = run("check", "--kube-api", "http://127.0.0.1:1", "--webhook-configurations", "alb")
        #expect(
            run.code == .unreadable && run.err.contains("ValidatingWebhookConfiguration/alb: unreachable"),
            "\(run)"
        )
        try "rubbish".write(toFile: "\(folder.path)/tls.crt", atomically: true, encoding: .utf8)
        try "rubbish".write(toFile: "\(folder.path)/tls.key", atomically: true, encoding: .utf8)
        let broken = self.run("check", "--cert-dir", "DIR")
        #expect(broken.code == .denied && broken.out.contains("no certificate found in the PEM data"), "\(broken)")
    }
}
