import Foundation

/// An error of the vendor's own list, which was made by others.
package struct ListedError: Decodable, Sendable {
    package let id: String
    /// A regular expression that finds it in a text.
    package let pattern: String

    package static func all() throws -> [ListedError] {
        let file = DocumentedCase.folder.appending(path: "diagnostic-errors.json")
        return try JSONDecoder().decode([ListedError].self, from: Data(contentsOf: file))
    }
}
