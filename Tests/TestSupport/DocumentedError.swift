import Foundation

/// An error that the managed controller reports, or a fault that it keeps to itself: the rules that speak of it before
/// the object is stored, or why no request to the API server shows it.
package struct DocumentedError: Decodable, Sendable {
    package let id: String
    /// What the event says, shortened.
    package let event: String
    private let rules: [String]?
    /// What of it, or why all of it, cannot be seen.
    package let unseen: String?

    package var ruleIDs: [String] { rules ?? [] }

    package static func all() throws -> [DocumentedError] {
        try JSONDecoder().decode([DocumentedError].self, from: data("errors-and-rules.json"))
    }

    /// The identifiers of the vendor's own list, which was made by others.
    package static func listedIDs() throws -> [String] {
        struct Entry: Decodable {
            var id: String
        }
        return try JSONDecoder().decode([Entry].self, from: data("diagnostic-errors.json")).map(\.id)
    }

    private static func data(_ name: String) throws -> Data {
        try Data(contentsOf: DocumentedCase.folder.appending(path: name))
    }

    /// The table in the README.
    package static func markdown(_ errors: [DocumentedError]) -> String {
        errors.reduce("| The controller's event | Rule | Not seen at admission |\n|---|---|---|\n") { text, error in
            let unseen = error.unseen.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." } ?? ""
            return text + "| `\(error.event)` | \(error.ruleIDs.joined(separator: ", ")) | \(unseen) |\n"
        }
    }
}
