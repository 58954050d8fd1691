package import JSON

/// Why a configuration is not used.
package struct SettingsError: Error, Hashable, Sendable {
    /// Such as `rules.ALB999`; empty for the document itself.
    package var path: String
    package var problem: String
    package var position: JSONPosition
}

extension SettingsError: CustomStringConvertible {
    package var description: String {
        "line \(position.line), column \(position.column): " + (path.isEmpty ? problem : "\(path): \(problem)")
    }
}
