package import Admission
import Documents
import JSON
import Rules

/// The configuration file on disk.
package enum SettingsFile {
    package struct Problem: Error {
        /// File, line, column and what is wrong there.
        package var text: String
    }

    /// The settings and the bytes they were read from.
    package static func read(_ path: String) -> Result<(Settings, [UInt8]), Problem> {
        FileSystem.read(path, limit: 1 << 20).mapError { Problem(text: $0.description) }.flatMap { parse($0, path) }
    }

    /// The settings in `bytes`, which are those of the file at `path`.
    static func parse(_ bytes: [UInt8], _ path: String) -> Result<(Settings, [UInt8]), Problem> {
        do throws(SettingsError) {
            return .success((try Settings(parsing: bytes), bytes))
        } catch {
            let place = "\(path):\(error.position.line):\(error.position.column)"
            let text = error.path.isEmpty ? error.problem : "\(error.path): \(error.problem)"
            return .failure(Problem(text: "\(place): \(text)"))
        }
    }
}
