import ALBController
import Admission
import Kubernetes

extension ConfigMissing {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        [
            PolicyExpression(covers: "a spec without config") {
                let spec = "\($0.object).spec"
                return CEL.all([
                    "has(\(spec)) && type(\(spec)) == map",
                    "has(\(spec).config) ? \(spec).config == null "
                        + ": !\(spec).exists(k, k.matches('(?i)^config$'))",
                ])
            }
        ]
    }
}

extension EnumValues {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        choices.filter { !$0.isLenient }.map { choice in
            PolicyExpression(covers: choice.path.joined(separator: "."), when: [PolicyCondition.createsALB]) {
                subject in
                let parts = choice.path.indices.map { ([subject.config] + choice.path[...$0]).joined(separator: ".") }
                let value = parts.last ?? ""
                return CEL.all(
                    parts.map { "has(\($0))" } + ["type(\(value)) == string", CEL.isOther(value, than: choice.words)]
                )
            }
        }
    }
}

extension Edition {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        [
            PolicyExpression(covers: "words", when: [PolicyCondition.createsALB]) { subject in
                let value = "\(subject.config).edition"
                return CEL.all([
                    "has(\(value)) && type(\(value)) == string", CEL.isOther(value, than: usable(profile) + ["Basic"]),
                ])
            }
        ]
    }
}

extension AccessLog {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        func log(_ subject: PolicySubject) -> String { "\(subject.config).accessLogConfig" }
        func length(_ text: String, _ range: ClosedRange<Int>) -> String {
            "size(bytes(\(text))) < \(range.lowerBound) || size(bytes(\(text))) > \(range.upperBound)"
        }
        func policy(
            _ covers: String,
            _ severity: SeverityTable? = nil,
            _ fault: @escaping (PolicySubject) -> String
        ) -> PolicyExpression {
            PolicyExpression(covers: covers, severity: severity, when: [PolicyCondition.createsALB]) { subject in
                let names = ["logProject", "logStore"].map { "\(log(subject)).\($0)" }
                return CEL.all(
                    ["has(\(log(subject)))"] + names.map { "has(\($0)) && type(\($0)) == string && \($0) != ''" }
                        + [fault(subject)]
                )
            } oldFault: { subject in
                CEL.all(["has(\(log(subject)))", fault(subject)])
            }
        }
        return [
            policy("length of logProject") { length("\(log($0)).logProject", projectLength) },
            policy("length of logStore") { length("\(log($0)).logStore", storeLength) },
            policy("prefix of logStore", prefixSeverity) {
                "!\(log($0)).logStore.startsWith(\(CEL.string(storePrefix)))"
            },
        ]
    }
}

extension Tags {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let isReserved = ["key", "value"].map { name in
            let begins = reservedPrefixes.map { "t.\(name).startsWith(\(CEL.string($0)))" }
            return CEL.all(["has(t.\(name)) && type(t.\(name)) == string", CEL.any(begins)])
        }
        func isRepeated(_ object: String) -> String {
            CEL.all([
                "has(t.key) && type(t.key) == string && t.key != ''",
                "\(object).tags.filter(u, has(u.key) && u.key == t.key).size() > 1",
            ])
        }
        func tags(_ object: String) -> String {
            "has(\(object).tags) && type(\(object).tags) == list "
                + "&& \(object).tags.exists(t, \(CEL.any(isReserved + [isRepeated(object)])))"
        }
        return [
            PolicyExpression(covers: "reserved prefixes and repeated keys in tags of the ALB") { tags($0.config) },
            PolicyExpression(covers: "reserved prefixes and repeated keys in tags of listeners") {
                $0.hasListener(tags("l"))
            },
        ]
    }
}

extension ACLWithSecurityGroup {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        let lists = ["aclEntries", "aclIds"].map {
            "has(l.aclConfig.\($0)) && l.aclConfig.\($0).exists(e, type(e) == string && e != '')"
        }
        return [
            PolicyExpression(covers: "all of it") { subject in
                let groups = "\(subject.config).securityGroupIds"
                return CEL.all([
                    "has(\(groups)) && \(groups).exists(g, type(g) == string && g != '')",
                    subject.hasListener("has(l.aclConfig) && (\(CEL.any(lists)))"),
                ])
            }
        ]
    }
}
