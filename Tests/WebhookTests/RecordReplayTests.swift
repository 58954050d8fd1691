import CLI
import Certificates
import Foundation
import Sockets
import TLS
import TestSupport
import Testing

/// The whole way: `serve --record`, an end in order, `review` on the folder.
struct RecordReplayTests {
    private static let mark = "dmVyeSBzZWNyZXQ="

    private static let secret = SampleReview.make(
        kind: #"{"group":"","version":"v1","kind":"Secret"}"#,
        name: "shop-tls",
        object: """
            {"apiVersion":"v1","kind":"Secret","type":"kubernetes.io/tls","metadata":{"name":"shop-tls",
            "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\\"data\\":\\"\(mark)\\"}"}},
            "data":{"tls.crt":"\(mark)","tls.key":"\(mark)"}}
            """
    )

    private static func review(_ arguments: [String]) -> (out: String, err: String, code: ExitCode) {
        var (out, err) = ("", "")
        let console = Console(out: { out += $0 }, err: { err += $0 })
        let code = CommandLineTool.run(["review"] + arguments, console)
        return (out, err, code)
    }

    @Test("other settings are tried on what was recorded, and no Secret is in it")
    func replays() throws {
        let folder = try TestSupport.TemporaryFolder()
        let pair = try Certificates.server()
        try folder.write(String(decoding: pair.certificatePEM, as: UTF8.self), to: "tls.crt")
        try folder.write(String(decoding: pair.privateKeyPEM, as: UTF8.self), to: "tls.key")
        let record = folder.path("record")
        try FileManager.default.createDirectory(atPath: record, withIntermediateDirectories: false)
        let server = try ServeProcess([
            "--health-probe-bind-address", "0", "--metrics-bind-address", "0", "--shutdown-delay", "0s",
            "--cert-dir", folder.url.path, "--record", record, "--record-max-size", "8Mi",
        ])
        #expect(server.logs("\"serving\""))
        let port = try #require(server.log.firstMatch(of: /"webhook":"127\.0\.0\.1:(\d+)"/)?.1)
        let trust = try TLSContext(clientTrusting: pair.certificatePEM)
        let client = try LoopbackClient(SocketAddress("127.0.0.1:\(port)"), tls: trust, serverName: "localhost")
        let shop = SampleReview.albConfig("shop", secret: "plain")
        for (webhook, review) in [
            ("mutate", SampleReview.bareIngress), ("validate", SampleReview.reservedAlbConfig), ("validate", shop),
            ("validate", Self.secret),
        ] {
            #expect(try client.ask(webhook, review).status == 200)
        }
        server.send(SIGTERM)
        #expect(server.end() == 0)

        let files = try FileManager.default.contentsOfDirectory(atPath: record)
        #expect(files.count == 1 && files[0].wholeMatch(of: /reviews-\d{8}T\d{6}Z-0001\.jsonl/) != nil, "\(files)")
        let path = record + "/" + (files.first ?? "")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!text.contains(Self.mark) && text.split(separator: "\n").count == 4)

        let summary = Self.review(["--summary", record])
        #expect(summary.out.hasPrefix("3 reviews: 2 allowed, 1 denied, "), "\(summary)")
        #expect(summary.err.contains("1 review recorded without data: not judged"))
        let same = Self.review(["--against", "recorded", record])
        #expect(same.out == "3 reviews compared: 0 newly denied, 0 no longer denied\nno rule says anything else\n")
        #expect(same.code == .clean)

        let strict = try folder.write(
            #"{"reservedNamePrefixes":[],"rules":{"ALB101":"off","ALB631":"off"}}"#,
            to: "s.json"
        )
        let milder = Self.review(["--against", strict, record])
        #expect(milder.code == .unreadable && milder.out.isEmpty, "a setting that is none is said: \(milder)")
        let off = try folder.write(#"{"rules":{"ALB101":"off"}}"#, to: "off.json")
        let changed = Self.review(["--against", off, record])
        #expect(changed.code == .clean)
        #expect(changed.out.hasPrefix("3 reviews compared: 0 newly denied, 1 no longer denied\n"), "\(changed)")
        #expect(changed.out.contains("no longer denied    1  AlbConfig web/aliyun-shop\n"), "\(changed)")
        let back = Self.review(["--config", off, "--against", "recorded", record])
        #expect(back.out == changed.out)
        let on = try folder.write("{}", to: "on.json")
        let denied = Self.review(["--config", off, "--against", on, "-o", "json", record])
        #expect(denied.code == .denied)
        #expect(
            denied.out.contains(#""newlyDenied":{"reviews":1,"examples":["AlbConfig web/aliyun-shop"]}"#),
            "\(denied)"
        )
    }
}
