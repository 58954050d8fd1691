import ALBController
import Admission
import Kubernetes

extension UnknownOrMistypedField {
    /// Made from the schema; a field that only closed versions know is not denied.
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression] {
        func known(_ table: AlbConfigSchema.Table) -> [AlbConfigSchema.Field] {
            table.fields.filter { $0.since != .ack && $0.since.isKnown(to: profile) }
        }
        /// Whether some field of an object is of another type; `depth` tells the variables of nested lists apart.
        func isMistyped(_ object: String, _ table: AlbConfigSchema.Table, depth: Int = 0) -> String {
            CEL.any(known(table).flatMap { isMistyped("\(object).\($0.name)", $0.type, depth) })
        }
        func isMistyped(_ value: String, _ type: AlbConfigSchema.FieldType, _ depth: Int) -> [String] {
            guard let isOther = isOther(value, than: type) else { return [] }
            var tests = ["has(\(value)) && \(isOther)"]
            let element = "e\(depth)"
            switch type {
            case .object(let table):
                let inner = isMistyped(value, table, depth: depth + 1)
                tests.append("has(\(value)) && type(\(value)) == map && (\(inner))")
            case .list(let type, _):
                guard let inner = isWrong(element, type, depth) else { break }
                tests.append("has(\(value)) && type(\(value)) == list && \(value).exists(\(element), \(inner))")
            default: break
            }
            return tests
        }
        func isWrong(_ element: String, _ type: AlbConfigSchema.FieldType, _ depth: Int) -> String? {
            guard let isOther = isOther(element, than: type) else { return nil }
            guard case .object(let table) = type else { return isOther }
            return "\(isOther) || type(\(element)) == map && (\(isMistyped(element, table, depth: depth + 1)))"
        }
        return [
            PolicyExpression(covers: "types in spec.config") { subject in
                let spec = "\(subject.object).spec"
                let test = CEL.any(isMistyped("\(spec).config", .object(AlbConfigSchema.config), 0))
                return "has(\(spec)) && type(\(spec)) == map && (\(test))"
            },
            PolicyExpression(covers: "types in spec.listeners") { subject in
                let spec = "\(subject.object).spec"
                let listener = isWrong("l", .object(AlbConfigSchema.listener), 0) ?? "false"
                return CEL.all([
                    "has(\(spec)) && type(\(spec)) == map && has(\(spec).listeners)",
                    "type(\(spec).listeners) == list ? \(spec).listeners.exists(l, \(listener)) "
                        + ": \(spec).listeners != null",
                ])
            },
        ]
    }

    /// Whether a value cannot be read as the field's; of numbers nothing is said where one is asked for.
    private static func isOther(_ value: String, than type: AlbConfigSchema.FieldType) -> String? {
        let types: [String]
        switch type {
        case .string: types = ["string"]
        case .integer: types = ["int", "double"]
        case .boolean: types = ["bool"]
        case .integerOrString: types = ["int", "double", "string"]
        case .object: types = ["map"]
        case .list, .listeners: types = ["list"]
        case .anything: return nil
        }
        return types.map { "type(\(value)) != \($0)" }.joined(separator: " && ") + " && \(value) != null"
    }
}
