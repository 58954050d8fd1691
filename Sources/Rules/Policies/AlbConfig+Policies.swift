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
                    "has(\(spec).config) ? \(spec).config == null : !\(spec).exists(k, k.matches('(?i)^config$'))",
                ])
            }
        ]
    }
}

extension EnumValues {
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        choices.filter { !$0.isLenient }.map { choice in
            PolicyExpression(covers: choice.path.joined(separator: "."), when: [PolicyCondition.createsALB]) { subject in
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
        func tags(_ list: String) -> String {
            "has(\(list).tags) && \(list).tags.exists(t, \(CEL.any(isReserved)))"
        }
        return [
            PolicyExpression(covers: "reserved prefixes in spec.config.tags") { tags($0.config) },
            PolicyExpression(covers: "reserved prefixes in tags of listeners") { $0.hasListener(tags("l")) },
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

extension UnknownOrMistypedField {
    /// Generated from the schema; a field that only closed versions know is not denied.
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        [
            PolicyExpression(covers: "types of the fields of spec") {
                mistyped("\($0.object).spec", AlbConfigSchema.spec, profile)
            },
            PolicyExpression(covers: "types of the fields of spec.config") {
                mistyped($0.config, AlbConfigSchema.config, profile)
            },
            PolicyExpression(covers: "types of the fields of spec.listeners[]") {
                $0.hasListener(mistyped("l", AlbConfigSchema.listener, profile))
            },
        ]
    }

    private static func mistyped(
        _ object: String,
        _ table: AlbConfigSchema.Table,
        _ profile: ControllerProfile
    ) -> String {
        let wrong = table.fields.filter { $0.since != .ack && $0.since.isKnown(to: profile) }.compactMap { field in
            others(field.type).map { types in
                "has(\(object).\(field.name)) && type(\(object).\(field.name)) in [\(types.joined(separator: ", "))]"
            }
        }
        return CEL.any(wrong)
    }

    /// Types that can't be read as the field's; of numbers nothing is said where one is asked for.
    private static func others(_ type: AlbConfigSchema.FieldType) -> [String]? {
        switch type {
        case .string: ["bool", "int", "double", "list", "map"]
        case .integer: ["bool", "string", "list", "map"]
        case .boolean: ["string", "int", "double", "list", "map"]
        case .integerOrString: ["bool", "list", "map"]
        case .object: ["bool", "string", "int", "double", "list"]
        case .list, .listeners: ["bool", "string", "int", "double", "map"]
        case .anything: nil
        }
    }
}
