import ALBController
import Admission
import JSON
import Kubernetes

/// A value of a JSON type that Go cannot decode, in words.
struct TypeMistake {
    var field: FieldPath
    var expected: AlbConfigSchema.FieldType
    var value: JSONValue
    var profile: ControllerProfile
    /// The name is to be changed as well, so mending the value is not the last word.
    var isMisspelt = false

    var problem: String { "must be \(name), is \(found)" }

    /// Such as `a string ("15")`.
    var found: String {
        switch value.kind {
        case .string, .number, .boolean: "\(value.kind.article) (\(value.text.clipped))"
        case .null, .array, .object: value.kind.article
        }
    }

    private var name: String {
        switch expected {
        case .string: "a string"
        case .integer: "an integer"
        case .boolean: "a boolean"
        case .integerOrString: "a port number"
        case .object: "an object"
        case .list, .listeners: "a list"
        case .anything: "anything"
        }
    }

    var fix: Fix { isMisspelt ? Fix(advice) : repair?.fix(field) ?? Fix(advice) }

    private var advice: String {
        switch expected {
        case .boolean: "write true or false"
        case .integer: "write a whole number"
        case .integerOrString: "write a port number from 1 to 65535"
        default: "write \(name)"
        }
    }

    private var repair: TypeRepair? {
        switch expected {
        case .integer: isTooLong ? nil : TypeRepair.integer(value)
        case .boolean: TypeRepair.boolean(value)
        case .string: Self.freeTexts.contains(key) ? TypeRepair.quoted(value) : nil
        case .object(let table):
            ["vSwitchId", "CertificateId"].first { table.field($0) != nil }.flatMap { TypeRepair.held(value, by: $0) }
        case .list(.string, _): isOneWord ? TypeRepair.listed(value) : nil
        case .list(.object(let table), _): isOne(of: table) ? TypeRepair.listed(value) : nil
        case .listeners(let table): isOne(of: table) && isListener ? TypeRepair.listed(value) : nil
        default: nil
        }
    }

    /// Whether it would do as the one listener.
    private var isListener: Bool { value["port"] != nil && value["protocol"] != nil }

    /// Fields that take any text.
    ///
    /// An ID or a word of a few is still none when it is a number in quotes.
    private static let freeTexts: Set<String> = ["name", "description", "key", "value", "aclName", "reason"]

    private var key: String {
        if case .key(let name)? = field.components.last { name } else { "" }
    }

    /// Whether the number would be refused as one.
    private var isTooLong: Bool {
        value.string.flatMap(GoText.atoi).map { !Timeouts.allows($0, in: key, profile) } ?? false
    }

    private var isOneWord: Bool {
        value.string.map { text in !text.isEmpty && !text.contains { $0.isWhitespace || $0 == "," } } ?? false
    }

    private func isOne(of table: AlbConfigSchema.Table) -> Bool {
        value.kind == .object && value.count > 0 && value.members.allSatisfy { table.field($0.key) != nil }
    }
}
