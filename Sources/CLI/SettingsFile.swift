package import Admission
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
        switch FileSystem.read(path) {
        case .failure(let problem): return .failure(Problem(text: problem.description))
        case .success(let bytes):
            do throws(SettingsError) {
                return .success((try Settings(parsing: bytes), bytes))
            } catch {
                let place = "\(path):\(error.position.line):\(error.position.column)"
                let text = error.path.isEmpty ? error.problem : "\(error.path): \(error.problem)"
                return .failure(Problem(text: "\(place): \(text)"))
            }
        }
    }
}
