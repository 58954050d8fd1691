import ALBController
import Admission
import JSON
import Kubernetes
import TestSupport
import Testing

/// A snapshot holds of a Secret what rules read, and no secret.
struct KeptSecretTests {
    private static let pair = #""tls.crt":"eA==","tls.key":"eA==","password":"aHVudGVyMg==","ca.crt":"eA==""#

    @Test(.namesItsCase) func noFixtureLeavesAPrivateKey() throws {
        var count = 0
        forEachCase(of: try RuleFixture.all()) { fixture in
            for (name, secret) in try fixture.reviewer().snapshot.secrets {
                guard let key = secret.value("tls.key"), !key.isEmpty else { continue }
                count += 1
                #expect(!String(decoding: key, as: UTF8.self).contains("PRIVATE KEY"), "\(name)")
            }
        }
        #expect(count > 10)
    }

    @Test func otherValuesAreLeftOut() throws {
        let json = """
            {"metadata":{"name":"s","namespace":"a"},"type":"kubernetes.io/tls","data":{\(Self.pair)},
             "stringData":{"tls.crt":"x","token":"hunter2"},"immutable":true}
            """
        let value = try JSONDocument(parsing: Array(json.utf8)).value
        let secrets = ClusterSnapshot.empty.applying([.set(.secret, value)]).secrets
        let kept = try #require(secrets[ObjectName("a", "s")])
        #expect(kept.type == "kubernetes.io/tls")
        #expect(kept.hasTLSPair)
        #expect(kept.value("tls.crt") == Array("-\n".utf8))
        #expect(kept.value("tls.key") == Array("none".utf8))
        for name in ["password", "ca.crt", "token"] { #expect(kept.value(name) == nil) }
    }

    @Test(arguments: [
        #""data":{}"#, #""data":null"#, #""data":{"tls.key":""}"#, #""data":{"tls.key":"?"}"#, #""data":{"tls.key":7}"#,
        #""data":[]"#,
    ])
    func aMissingKeyIsMissing(_ data: String) throws {
        let json = #"{"metadata":{"name":"s","namespace":"a"},\#(data)}"#
        let value = try JSONDocument(parsing: Array(json.utf8)).value
        let kept = try #require(ClusterSnapshot.empty.applying([.set(.secret, value)]).secrets[ObjectName("a", "s")])
        #expect(!kept.hasTLSPair)
        #expect(kept.value("tls.key") ?? [] == [])
    }
}
