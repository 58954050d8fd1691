import JSON
import Sockets
import TLS
import TestSupport

/// An API server with a few objects, or with a refusal where a test wants one.
final class AuditedCluster {
    let server: ScriptedServer

    /// By the last part of a path; what is not there is an empty list.
    typealias Answers = [String: Answer]

    enum Answer: Sendable {
        case objects([String])
        case status(Int, reason: String, message: String)
    }

    init(
        _ answers: Answers = AuditedCluster.sample,
        tls context: @escaping @Sendable () -> TLSContext? = { nil },
        allows: @escaping @Sendable (ScriptedServer.Request) -> Bool = { _ in true }
    ) throws {
        server = try ScriptedServer(tls: context) { request, peer in
            let name = request.path.split(separator: "/").last.map(String.init) ?? ""
            guard allows(request) else { return Self.refuse(401, "Unauthorized", "Unauthorized", peer) }
            switch answers[name] ?? .objects([]) {
            case .objects(let objects):
                let list = #"{"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":"7"},"items":["#
                peer.answer(200, list + objects.joined(separator: ",") + "]}\n")
            case .status(let code, let reason, let message): Self.refuse(code, reason, message, peer)
            }
        }
    }

    deinit { server.stop() }

    private static func refuse(_ code: Int, _ reason: String, _ message: String, _ peer: ScriptedPeer) {
        let status = #"{"kind":"Status","apiVersion":"v1","status":"Failure","message":"\#(message)","#
        peer.answer(code, status + #""reason":"\#(reason)","code":\#(code)}"#)
    }

    var url: String { "http://\(server.address)" }

    /// The numbers of requests for each path.
    var requests: [String] { server.requests.map(\.path).sorted() }

    /// As in a list: without apiVersion and kind.
    static func ingress(_ name: String, in namespace: String, path: String) -> String {
        #"{"metadata":{"name":"\#(name)","namespace":"\#(namespace)","uid":"u-\#(namespace)-\#(name)"},"#
            + #""spec":{"ingressClassName":"alb","rules":[{"host":"\#(name).example.com","http":{"paths":[{"#
            + #""path":"\#(path)","pathType":"Exact","backend":{"service":{"name":"web","port":{"number":80}}}}]}}]}}"#
    }

    static let sample: Answers = [
        "ingresses": .objects([
            ingress("good", in: "team-a", path: "/"), ingress("web", in: "team-a", path: "/api/*"),
            ingress("web", in: "team-b", path: "/api/*"), ingress("fine", in: "team-c", path: "/"),
        ]),
        "ingressclasses": .objects([
            #"{"metadata":{"name":"alb","uid":"u-c"},"spec":{"controller":"ingress.k8s.alibabacloud/alb","#
                + #""parameters":{"apiGroup":"alibabacloud.com","kind":"AlbConfig","name":"alb"}}}"#
        ]),
        "albconfigs": .objects([
            #"{"apiVersion":"alibabacloud.com/v1","kind":"AlbConfig","metadata":{"name":"alb","uid":"u-alb"},"#
                + #""spec":{"config":{"name":"alb","addressType":"Internet","zoneMappings":["#
                + #"{"vSwitchId":"vsw-wz92lvykqj1siwvif1234"},{"vSwitchId":"vsw-wz92lvykqj1siwvif5678"}]},"#
                + #""listeners":[{"port":80,"protocol":"HTTP"}]}}"#
        ]),
        "services": .objects(
            ["team-a", "team-b", "team-c"].map { namespace in
                #"{"metadata":{"name":"web","namespace":"\#(namespace)","uid":"u-s-\#(namespace)"},"#
                    + #""spec":{"type":"NodePort","ports":[{"port":80,"targetPort":8080}]}}"#
            }
        ),
        "namespaces": .objects(["team-a", "team-b", "team-c"].map { #"{"metadata":{"name":"\#($0)","uid":"u-n"}}"# }),
    ]

    static let forbidden = Answer.status(403, reason: "Forbidden", message: "no list for the user robot")
    static let unknown = Answer.status(404, reason: "NotFound", message: "the server could not find the resource")
}
