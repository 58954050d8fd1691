import JSON
import Kubernetes
import TestSupport

@testable import ALBController

/// Objects that come, change and go, with all that an index looks at, and few names, so that they meet.
struct RandomWorld {
    struct Object {
        var kind: ObjectKind
        var name: ObjectName
        var json: String

        var value: JSONValue {
            get throws { try JSONDocument(parsing: Array(json.utf8)).value }
        }
    }

    var dice: SeededGenerator
    /// By kind and name.
    private(set) var objects: [String: Object] = [:]

    init(_ seed: UInt64) {
        dice = SeededGenerator(seed)
    }

    /// Stops whatever has an unknown scheduler, and AlbConfigs without listeners.
    static let judge = StopJudge { kind, document, node in
        let text = document.text(node)
        switch kind {
        case .ingress: return text.contains("stop-me") ? Stop(rule: "ALB001") : nil
        case .albConfig: return text.contains("\"listeners\"") ? nil : Stop(rule: "ALB002")
        default: return nil
        }
    }

    mutating func change() throws -> ClusterSnapshot.Change {
        if dice.roll(4) == 0, let (key, object) = objects.sorted(by: { $0.key < $1.key }).randomElement(using: &dice) {
            objects[key] = nil
            return .removed(object.kind, object.name)
        }
        let object = make()
        objects["\(object.kind) \(object.name)"] = object
        return .set(object.kind, try object.value)
    }

    /// What an API server lists of a kind after some of its objects changed and nobody said so.
    mutating func relist(_ kind: ObjectKind) -> [Object] {
        for _ in 0..<dice.roll(6) {
            let object = make()
            guard object.kind == kind else { continue }
            objects["\(kind) \(object.name)"] = object
        }
        for (key, object) in objects.sorted(by: { $0.key < $1.key }) where object.kind == kind && dice.roll(4) == 0 {
            objects[key] = nil
        }
        return objects.values.filter { $0.kind == kind }
    }

    private mutating func make() -> Object {
        switch dice.roll(12) {
        case 0: return albConfig()
        case 1: return ingressClass()
        case 2: return namespace()
        case 3: return plain(.secret, ObjectName(dice.pick(["a", "b"]), "s\(dice.roll(5))"), #","type":"x""#)
        case 4: return plain(.service, ObjectName(dice.pick(["a", "b"]), "v\(dice.roll(9))"), #","spec":{"ports":[]}"#)
        default: return ingress()
        }
    }

    private func plain(_ kind: ObjectKind, _ name: ObjectName, _ rest: String) -> Object {
        let namespace = name.namespace.isEmpty ? "" : #","namespace":"\#(name.namespace)""#
        return Object(kind: kind, name: name, json: #"{"metadata":{"name":"\#(name.name)"\#(namespace)}\#(rest)}"#)
    }

    private mutating func albConfig() -> Object {
        let id = dice.roll(2) == 0 ? #""id":"alb-\#(dice.roll(3))""# : ""
        let listeners = dice.roll(3) == 0 ? "" : #","listeners":[]"#
        let status = dice.roll(2) == 0 ? #","status":{"loadBalancer":{"id":"alb-\#(dice.roll(3))"}}"# : ""
        let name = ObjectName(dice.pick(["", "", "a"]), dice.pick(["default", "x", "y"]))
        return plain(.albConfig, name, #","spec":{"config":{\#(id)}\#(listeners)}\#(status)"#)
    }

    private mutating func namespace() -> Object {
        let name = dice.pick(["a", "b"])
        let isLeaving = dice.roll(2) == 0 ? #","deletionTimestamp":"2026-01-01T00:00:00Z""# : ""
        return Object(
            kind: .namespace,
            name: ObjectName("", name),
            json: #"{"metadata":{"name":"\#(name)","labels":{"x":"\#(dice.roll(2))"}\#(isLeaving)}}"#
        )
    }

    private mutating func ingressClass() -> Object {
        let name = ObjectName("", dice.pick(["alb", "c", "d"]))
        let isDefault = dice.roll(2) == 0
        let parameters = dice.roll(4) == 0 ? "" : #","parameters":{"name":"\#(dice.pick(["", "x", "y"]))"}"#
        let controller = dice.pick(["ingress.k8s.alibabacloud/alb", "other"])
        return Object(
            kind: .ingressClass,
            name: name,
            json: """
                {"metadata":{"name":"\(name.name)","annotations":
                {"ingressclass.kubernetes.io/is-default-class":"\(isDefault)"}},
                "spec":{"controller":"\(controller)"\(parameters)}}
                """
        )
    }

    mutating func ingress() -> Object {
        let name = ObjectName(dice.pick(["a", "b", "a-b"]), "w\(dice.roll(40))")
        let annotations = annotations().map { #""\#($0)":"\#($1)""# }.joined(separator: ",")
        let isLeaving = dice.roll(8) == 0 ? #","deletionTimestamp":"2026-01-01T00:00:00Z""# : ""
        let className = dice.roll(3) > 0 ? #""ingressClassName":"\#(dice.pick(["alb", "c", "d", "none"]))","# : ""
        let rules = (0..<dice.roll(4)).map { _ in rule() }.joined(separator: ",")
        let tls = (0..<dice.roll(3)).map { _ in
            #"{"hosts":["\#(host())"],"secretName":"\#(dice.pick(["", "s1", "s2"]))"}"#
        }.joined(separator: ",")
        let json = """
            {"metadata":{"namespace":"\(name.namespace)","name":"\(name.name)","uid":"\(dice.roll(99))",
            "annotations":{\(annotations)}\(isLeaving)},
            "spec":{\(className)"tls":[\(tls)],"rules":[\(rules)]},"status":{}}
            """
        return Object(kind: .ingress, name: name, json: json)
    }

    private mutating func annotations() -> [(String, String)] {
        let choices: [(String, [String])] = [
            ("kubernetes.io/ingress.class", ["alb", "c", "d"]),
            ("alb.ingress.kubernetes.io/albconfig.name", ["x", "y", "default", ""]),
            ("alb.ingress.kubernetes.io/order", ["1", "2", "10", "x"]),
            ("alb.ingress.kubernetes.io/albconfig.order", ["1", "3"]),
            ("alb.ingress.kubernetes.io/canary", ["true", "false"]),
            ("alb.ingress.kubernetes.io/canary-weight", ["20", "50", "x"]),
            ("alb.ingress.kubernetes.io/ssl-redirect", ["true"]),
            ("alb.ingress.kubernetes.io/backend-scheduler", ["wrr", "stop-me"]),
            (
                "alb.ingress.kubernetes.io/listen-ports",
                [#"[{\"HTTP\": 80}]"#, #"[{\"HTTPS\": 443}]"#, #"[{\"HTTPS\": 80},{\"QUIC\":443}]"#, "x"]
            ),
        ]
        return choices.compactMap { dice.roll(4) == 0 ? ($0.0, dice.pick($0.1)) : nil }
    }

    private mutating func host() -> String { dice.pick(["", "a.x", "b.x", "*.x", "a.b.x", "*.b.x", "\\u0000", "/"]) }

    private mutating func rule() -> String {
        let paths = (0..<dice.roll(4)).map { _ in
            """
            {"path":"\(dice.pick(["", "/", "/a", "/b*", "x\\u0001"]))","backend":{"service":
            {"name":"\(dice.pick(["", "v1", "v2"]))","port":{"number":\(dice.pick([80, 81]))}}}}
            """
        }.joined(separator: ",")
        let http = dice.roll(5) == 0 ? "" : #","http":{"paths":[\#(paths)]}"#
        return #"{"host":"\#(host())"\#(http)}"#
    }
}
