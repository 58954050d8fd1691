import ALBController
import Admission
import JSON
import Kubernetes

extension PlaceholderLeft {
    /// Every field that holds an ID.
    struct OfAlbConfig: Rule {
        static var description: RuleDescription { PlaceholderLeft.description }

        static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
            let config = review.object
            let root = AlbConfig.configField
            check(config.config?["id"], root.key("id"), &findings)
            check(config.config?["resourceGroupId"], root.key("resourceGroupId"), &findings)
            let package = config.config?["billingConfig"]?["bandWidthPackageId"]
            check(package, root.key("billingConfig").key("bandWidthPackageId"), &findings)
            for (index, id) in (config.config?["securityGroupIds"]?.elements ?? []).enumerated() {
                check(id, root.key("securityGroupIds").index(index, identity: id.string), &findings)
            }
            // They are not read for an ALB that exists already.
            let severity: SeverityTable? = config.reusesALB ? .warn : nil
            for (index, zone) in (config.config?["zoneMappings"]?.elements ?? []).enumerated() {
                let field = root.key("zoneMappings").index(index, identity: zone["vSwitchId"]?.string)
                for name in ["vSwitchId", "allocationId", "zoneId"] {
                    check(zone[name], field.key(name), &findings, severity: severity)
                }
            }
            checkNames(config, &findings)
            for listener in config.listeners { check(listener, &findings) }
        }

        /// Names that the user gives may hold any words, but no marks.
        private static func checkNames(_ config: AlbConfig, _ findings: inout FindingCollector) {
            let field = AlbConfig.configField.key("accessLogConfig")
            for name in ["logProject", "logStore"] {
                guard let text = config.config?["accessLogConfig"]?[name]?.string, Placeholder.hasMark(text) else {
                    continue
                }
                PlaceholderLeft.check(text, field.key(name), &findings, severity: .warn)
            }
        }

        private static func check(_ listener: AlbConfigListener, _ findings: inout FindingCollector) {
            for list in ["certificates", "caCertificates"] {
                for (index, certificate) in (listener.value[list]?.elements ?? []).enumerated() {
                    let id = certificate["CertificateId"]
                    let field = listener.field.key(list).index(index, identity: id?.string)
                    check(id, field.key("CertificateId"), &findings)
                }
            }
            check(listener.value["securityPolicyId"], listener.field.key("securityPolicyId"), &findings)
            let defaultID = listener.value["defaultCertificate"]?["certificateId"]
            check(defaultID, listener.field.key("defaultCertificate").key("certificateId"), &findings)
            for (index, id) in (listener.value["aclConfig"]?["aclIds"]?.elements ?? []).enumerated() {
                check(id, listener.field.key("aclConfig").key("aclIds").index(index, identity: id.string), &findings)
            }
            let quicID = listener.value["quicConfig"]?["quicListenerId"]
            check(quicID, listener.field.key("quicConfig").key("quicListenerId"), &findings)
        }

        private static func check(
            _ value: JSONValue?,
            _ field: FieldPath,
            _ findings: inout FindingCollector,
            severity: SeverityTable? = nil
        ) {
            guard let text = value?.string else { return }
            PlaceholderLeft.check(text, field, &findings, severity: severity)
        }
    }
}
