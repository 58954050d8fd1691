import ALBController
import Admission
import Kubernetes

extension PlaceholderLeft.OfAlbConfig {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        func isLeft(_ value: String) -> String {
            "has(\(value)) && type(\(value)) == string && \(CEL.matches(value, Placeholder.pattern))"
        }
        func isLeft(_ name: String, in list: String) -> String {
            "has(\(list)) && type(\(list)) == list && \(list).exists(e, \(isLeft("e.\(name)")))"
        }
        return [
            PolicyExpression(covers: "marks and fillers in spec.config.id") { isLeft("\($0.config).id") },
            PolicyExpression(covers: "in vSwitchId of spec.config.zoneMappings", when: [PolicyCondition.createsALB]) {
                isLeft("vSwitchId", in: "\($0.config).zoneMappings")
            },
            PolicyExpression(covers: "in CertificateId of listeners") {
                $0.hasListener(isLeft("CertificateId", in: "l.certificates"))
            },
        ]
    }
}

extension Placeholder {
    /// A regular expression for the surest signs: marks, and letters to be filled in.
    fileprivate static let pattern = [
        "[\(CEL.escaped(markText))]", CEL.alternatives(pairs), "-$", "[xX]{5}",
        "(^|[^0-9A-Za-z])[xX]{2,}([^0-9A-Za-z]|$)",
    ].joined(separator: "|")
}
