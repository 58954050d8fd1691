import ALBController
import Admission
import Kubernetes

extension ListenPortsSyntax {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        [
            PolicyExpression(
                covers: "everything but escaped texts, repeated keys and more than \(ListenPorts.limit) entries",
                annotations: [AnnotationKey.listenPorts],
                bad: { CEL.all([Self.isReadable($0), Self.isWrong($0)]) },
                wasBad: Self.isWrong
            )
        ]
    }

    /// Not blank, and nothing that is trimmed or unescaped before it is compared.
    private static func isReadable(_ value: String) -> String {
        CEL.all([CEL.matches(value, "[!-~]"), CEL.matches(value, #"^[\t\n\r -\[\]-~]*$"#)])
    }

    private static func isWrong(_ value: String) -> String {
        CEL.any(["!\(CEL.matches(value, form))", CEL.matches(value, portOutOfRange)])
    }

    private static let protocols = CEL.alternatives(ListenerProtocol.allCases.map(\.rawValue))

    /// Every list of objects that map a protocol to a number, and more.
    private static let form: String = {
        let member = #""(\#(protocols))"\s*:\s*(null|-?[0-9][0-9.eE+-]*)"#
        let entry = #"(null|\{\s*(\#(member)(\s*,\s*\#(member))*)?\s*\})"#
        return #"^\s*\[\s*\#(entry)(\s*,\s*\#(entry))*\s*\]\s*$"#
    }()

    /// In an object with no other member, for of two members with one key the last counts.
    private static let portOutOfRange =
        #"\{\s*"(\#(protocols))"\s*:\s*(null|0|-[0-9]+|\#(CEL.numbers(above: ListenPorts.ports.upperBound)))\s*\}"#
}

extension GRPCNeedsHTTPS {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let protocols = ListenerProtocol.allCases.map(\.rawValue)
        let others = protocols.filter { $0 != ListenerProtocol.https.rawValue }
        let entry = #"\{\s*"(\#(CEL.alternatives(protocols)))"\s*:\s*[1-9][0-9]{0,3}\s*\}"#
        let list = #"^\s*\[\s*\#(entry)(\s*,\s*\#(entry))*\s*\]\s*$"#
        return [
            PolicyExpression(
                covers: "listeners of other protocols in listen-ports, with ports below 10000 and without ssl-redirect",
                when: [PolicyCondition.makesServerGroups]
            ) { subject in
                let ports = PolicyCondition.value(AnnotationKey.listenPorts, in: subject.annotations)
                return CEL.all([
                    "\(PolicyCondition.value(AnnotationKey.backendProtocol, in: subject.annotations)) == 'grpc'",
                    CEL.matches(ports, list),
                    CEL.matches(ports, #""(\#(CEL.alternatives(others)))""#),
                ])
            } oldFault: { subject in
                "\(PolicyCondition.value(AnnotationKey.backendProtocol, in: subject.annotations)) == 'grpc'"
            }
        ]
    }
}
