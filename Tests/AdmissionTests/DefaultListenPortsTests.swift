import ALBController
import Admission
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// M2, row by row: what an Ingress gets for listen-ports, in the modes `seed` and `safe`.
struct DefaultListenPortsTests {
    private static let both = #"[{"HTTP": 80}, {"HTTPS": 443}]"#
    private static let redirect = ("alb.ingress.kubernetes.io/ssl-redirect", "true")

    @Test(.namesItsCase) func followsTheTable() {
        forEachCase(of: ListenPortsRow.all) { row in
            let ingress = IngressText(row.change)
            for (mode, expected) in [("seed", row.seed), ("safe", row.safe), ("off", nil)] {
                let settings = "{\"defaulting\": {\"listenPorts\": {\"mode\": \"\(mode)\"}}}"
                let probe = try MutationProbe(ingress.json, .make(settings, row.objects))
                #expect(probe.listenPorts == expected, "\(mode)")
                #expect(probe.applied == (expected == nil ? [] : ["M2"]), "\(mode)")
                guard let expected else {
                    #expect(probe.notes.isEmpty, "\(mode)")
                    continue
                }
                var notes = ["[M2] listen-ports defaulted to '\(expected)'."]
                let redirects = ingress.annotations.contains { $0 == Self.redirect }
                if expected == Self.both, !ingress.tls.isEmpty, !redirects { notes.append(Self.clearText) }
                #expect(probe.notes == notes, "\(mode)")
            }
        }
    }

    private static let clearText =
        "[M2] port 80 is open in clear text; set ssl-redirect \"true\", or listen-ports '[{\"HTTPS\": 443}]' "
        + "to serve HTTPS only."

    /// The open controllers create listeners themselves, so what the AlbConfig lacks is no limit.
    @Test(arguments: ["lbc", "legacy"])
    func aControllerThatCreatesListenersHasThemAll(_ profile: String) throws {
        let objects = [ClusterText.alb, ClusterText.albConfig(listeners: [])]
        for (mode, change, expected) in [
            ("seed", ListenPortsRow.exact, Self.both), ("safe", ListenPortsRow.wildcard, Self.both),
            ("safe", ListenPortsRow.exact, nil),
        ] as [(String, @Sendable (inout IngressText) -> Void, String?)] {
            let settings = "{\"profile\":\"\(profile)\",\"defaulting\":{\"listenPorts\":{\"mode\":\"\(mode)\"}}}"
            #expect(try MutationProbe(IngressText(change).json, .make(settings, objects)).listenPorts == expected)
        }
    }

    @Test(arguments: ["", " ", "\t", "[]", "null", "[{\"HTTPS\":443}]", "80"])
    func whatIsWrittenIsNeverRewritten(_ value: String) throws {
        let ingress = IngressText {
            ListenPortsRow.exact(&$0)
            $0.annotations = [("alb.ingress.kubernetes.io/listen-ports", value)]
        }
        let probe = try MutationProbe(ingress.json, .make())
        #expect(probe.listenPorts == nil)
        let isBlank = value.allSatisfy(\.isWhitespace)
        let note = "[M2] listen-ports is blank, which the controller treats as absent; it was left as it is."
        #expect(probe.notes == (isBlank ? [note] : []))
    }

    @Test(arguments: [",\"annotations\":null", ",\"annotations\":{}", ""])
    func theMapOfAnnotationsIsMadeWhereThereIsNone(_ metadata: String) throws {
        let ingress = IngressText {
            ListenPortsRow.exact(&$0)
            $0.metadata = metadata
        }
        #expect(try MutationProbe(ingress.json, .make()).listenPorts == Self.both)
    }

    /// Other annotations stay, in their order and spelling.
    @Test func nothingElseChanges() throws {
        let text =
            #"{"metadata":{"annotations":{"a" : "\u0041/~","b":null},"x":1.0},"spec":{"ingressClassName":"alb","tls":[{"hosts":["a"]}]}}"#
        let review = ReviewText(object: text)
        var request = try review.request()
        request.kind = GroupVersionKind(group: "networking.k8s.io", version: "v1", kind: "Ingress")
        let mutation = try #require(Reviewer().mutate(request).mutation)
        let after = String(decoding: try mutation.patch.apply(to: Array(text.utf8)), as: UTF8.self)
        let added = #","alb.ingress.kubernetes.io/listen-ports":"[{\"HTTP\": 80}, {\"HTTPS\": 443}]"}"#
        #expect(after == text.replacing(#""b":null}"#, with: #""b":null"# + added))
    }
}
