import ALBController
import Admission
import Kubernetes

extension ListenerPort {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let int32 = "l.port >= \(Int32.min) && l.port <= \(Int32.max)"
        let isOutside = "l.port < \(ports.lowerBound - 1) || l.port > \(ports.upperBound)"
        let noNumber = CEL.any([
            "type(l.port) == int && l.port == 0",
            "type(l.port) == string && (!\(CEL.matches("l.port", "^[+-]?[0-9]+$")) || \(CEL.matches("l.port", "^[+-]?0+$")))",
        ])
        return [
            PolicyExpression(covers: "numbers outside \(ports.lowerBound)-\(ports.upperBound)") {
                $0.hasListener("has(l.port) && type(l.port) == int && \(int32) && (\(isOutside))")
            },
            PolicyExpression(
                covers: "0, names and no port at all",
                severity: ListenerCollisions.severity(collides: false)
            ) {
                $0.hasListener("has(l.port) ? \(noNumber) : !l.exists(k, k.matches('(?i)^port$'))")
            },
        ]
    }
}

extension ListenerProtocolRule {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let words = ListenerProtocol.allCases.map(\.rawValue)
        return [
            PolicyExpression(covers: "other protocols") {
                $0.hasListener(
                    "has(l.protocol) && type(l.protocol) == string && \(CEL.isOther("l.protocol", than: words))"
                )
            },
            PolicyExpression(covers: "no protocol", severity: ListenerCollisions.severity(collides: false)) {
                $0.hasListener("has(l.protocol) ? l.protocol == '' : !l.exists(k, k.matches('(?i)^protocol$'))")
            },
        ]
    }
}

extension ListenerPortConflict {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        [
            PolicyExpression(covers: "entries of the list, with ports as numbers and protocols in capitals") {
                subject in
                let pair = [ListenerProtocol.http, .https].map(\.rawValue).map(CEL.string)
                let fields = ["port", "protocol"].map { "has(l.\($0)) && has(m.\($0))" }
                return subject.hasListener(
                    "\(subject.listeners).exists(m, "
                        + CEL.all(
                            ["type(m) == map"] + fields + [
                                "type(l.port) == int && type(m.port) == int && l.port > 0 && l.port == m.port",
                                "l.protocol == \(pair[0]) && m.protocol == \(pair[1])",
                            ]
                        ) + ")"
                )
            }
        ]
    }
}

extension Timeouts {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        limits.flatMap { limit in
            func policy(_ covers: String, _ severity: SeverityTable?, _ test: String) -> PolicyExpression {
                let field = "l.\(limit.name)"
                return PolicyExpression(covers: "\(limit.name): \(covers)", severity: severity) {
                    $0.hasListener("has(\(field)) && type(\(field)) == int && \(field) \(test)")
                }
            }
            let most = profile == .legacy ? limit.legacy : ceiling
            return [
                policy("negative numbers", nil, "< 0"),
                policy("more than \(most)", beyondCeiling, "> \(most)"),
            ]
        }
    }
}

extension ACL {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let type = "l.aclConfig.aclType"
        let lists = ["aclEntries", "aclIds"].map {
            "has(l.aclConfig.\($0)) && l.aclConfig.\($0).exists(e, type(e) == string)"
        }
        // The open controller drops an ACL of another type before it looks further.
        let isRead = profile == .lbc ? ["has(\(type)) && \(type) in \(CEL.list(ListenerACL.types))"] : []
        return [
            PolicyExpression(covers: "words of aclType", severity: unknownType) {
                $0.hasListener(
                    "has(l.aclConfig) && has(\(type)) && type(\(type)) == string && "
                        + CEL.isOther(type, than: ListenerACL.types)
                )
            },
            PolicyExpression(covers: "aclEntries together with aclIds") {
                $0.hasListener(CEL.all(["has(l.aclConfig)"] + isRead + lists))
            } oldFault: {
                $0.hasListener(CEL.all(["has(l.aclConfig)"] + lists))
            },
        ]
    }
}

extension DefaultCertificate {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let words = ListenerProtocol.allCases.filter { $0 != .http }.map(\.rawValue)
        // Newer controllers read another field for the default.
        let isRead = profile == .ack ? ["!has(l.defaultCertificate)"] : []
        let conditions = [
            "has(l.protocol) && has(l.certificates) && type(l.certificates) == list",
            "l.protocol in \(CEL.list(words))",
            "l.certificates.filter(c, has(c.IsDefault) && c.IsDefault == true).size() > 1",
        ]
        return [
            PolicyExpression(covers: "two of them") {
                $0.hasListener(CEL.all(conditions + isRead))
            } oldFault: {
                // That there is no default, or a late one, is found at the same place with the same value.
                $0.hasListener("has(l.certificates)")
            }
        ]
    }
}
