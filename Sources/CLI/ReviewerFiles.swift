import ALBController
import Admission
import Rules
import Synchronization
import Webhook

/// Settings and saved objects of a running server; the engine is made anew when one of the files has changed.
final class ReviewerFiles: Sendable {
    private let settingsPath: String?
    private let objects: SavedObjectFiles?
    private let last = Mutex<Made?>(nil)

    private struct Made {
        var source: ReviewerSource
        var settings: [UInt8]
        var objects: Int
    }

    init(settings path: String?, _ objects: SavedObjectFiles?) {
        settingsPath = path
        self.objects = objects
    }

    var source: @Sendable () -> Result<ReviewerSource, WebhookConfiguration.SourceError> {
        { [self] in read() }
    }

    private func read() -> Result<ReviewerSource, WebhookConfiguration.SourceError> {
        do throws(WebhookConfiguration.SourceError) {
            let bytes = try settingsPath.map(SourceFile.read)?.get() ?? []
            let hash = try objects?.fingerprint().get() ?? 0
            let known = last.withLock { $0 }
            if let known, known.settings == bytes, known.objects == hash { return .success(known.source) }
            let settings = try parse(bytes)
            let reviewer: Reviewer
            if let known, known.objects == hash {
                reviewer = known.source.reviewer.with(settings: settings)
            } else {
                reviewer = Reviewer(settings: settings, snapshot: try objects?.snapshot().get() ?? .empty)
            }
            let contents = objects == nil ? bytes : bytes + Array(" \(hash)".utf8)
            let source = ReviewerSource(reviewer: reviewer, configuration: contents)
            last.withLock { $0 = Made(source: source, settings: bytes, objects: hash) }
            return .success(source)
        } catch {
            return .failure(error)
        }
    }

    private func parse(_ bytes: [UInt8]) throws(WebhookConfiguration.SourceError) -> Settings {
        guard let settingsPath else { return Settings() }
        return try SettingsFile.parse(bytes, settingsPath).map(\.0)
            .mapError { WebhookConfiguration.SourceError($0.text) }.get()
    }
}
