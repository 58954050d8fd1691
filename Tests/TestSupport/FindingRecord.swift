package import Admission
import Foundation

/// What a fixture records of a finding: everything but its words.
package struct FindingRecord: Equatable, Decodable {
    package var rule: String
    package var severity: String
    package var field: String
    package var value: String

    package init(_ finding: Finding) {
        rule = finding.rule.id
        severity = finding.severity.rawValue
        field = finding.place.description
        value = finding.value
    }

    /// A list as it stands in a fixture; members that are not known here are none of this type's business.
    static func list(_ text: String) throws -> [FindingRecord] {
        try JSONDecoder().decode([FindingRecord].self, from: Data(text.utf8))
    }

    /// The text of a list, one finding a line.
    static func text(_ records: [FindingRecord]) -> String {
        guard !records.isEmpty else { return "[]" }
        return "[\n" + records.map { "    \($0)" }.joined(separator: ",\n") + "\n  ]"
    }
}

extension FindingRecord: CustomStringConvertible {
    package var description: String {
        let members = [("rule", rule), ("severity", severity), ("field", field), ("value", value)]
        return "{" + members.map { "\"\($0)\": \(ReviewText.quoted($1))" }.joined(separator: ", ") + "}"
    }
}
