import Documents
import Webhook

/// The flags of `serve --record`.
enum RecordOptions {
    static let leastSize = 1024 * 1024
    static let defaultSize = 256 * 1024 * 1024
    static let files = 2...100_000
    static let defaultFiles = 64

    /// Nil without `--record`.
    static func record(
        _ options: Options
    ) throws(ServeOptions.Problem) -> (@Sendable ([UInt8]) -> Result<Void, WebhookConfiguration.SourceError>)? {
        guard let path = options.value("record") else {
            for name in ["record-max-size", "record-max-files"] where options.value(name) != nil {
                throw ServeOptions.Problem(code: .usage, text: "--\(name) needs --record")
            }
            return nil
        }
        let folder: RecordFolder
        switch RecordFolder.open(path, maxSize: try size(options), maxFiles: try count(options)) {
        case .success(let opened): folder = opened
        case .failure(let problem): throw ServeOptions.Problem(code: .unreadable, text: "--record \(problem)")
        }
        return { line in folder.write(line).mapError { WebhookConfiguration.SourceError($0.description) } }
    }

    private static func size(_ options: Options) throws(ServeOptions.Problem) -> Int {
        guard let text = options.value("record-max-size") else { return defaultSize }
        guard let size = bytes(text), size >= leastSize else {
            let allowed = "a number of bytes from 1Mi, such as 64Mi or 2Gi"
            throw ServeOptions.Problem(code: .usage, text: "--record-max-size must be \(allowed), is \"\(text)\"")
        }
        return size
    }

    private static func count(_ options: Options) throws(ServeOptions.Problem) -> Int {
        guard let text = options.value("record-max-files") else { return defaultFiles }
        guard let count = Int(text), files.contains(count) else {
            let allowed = "a number from \(files.lowerBound) to \(files.upperBound)"
            throw ServeOptions.Problem(code: .usage, text: "--record-max-files must be \(allowed), is \"\(text)\"")
        }
        return count
    }

    /// As Kubernetes writes quantities, in powers of two.
    private static func bytes(_ text: String) -> Int? {
        let units = [("Ki", 1 << 10), ("Mi", 1 << 20), ("Gi", 1 << 30), ("Ti", 1 << 40)]
        let unit = units.first { text.hasSuffix($0.0) }
        guard let number = Int(text.dropLast(unit?.0.count ?? 0)), number >= 0 else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: unit?.1 ?? 1)
        return overflow ? nil : bytes
    }
}
