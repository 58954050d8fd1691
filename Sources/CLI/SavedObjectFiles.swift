import ALBController
import ClusterContext
import Documents
import Synchronization
import Webhook

/// The files of `--objects` of a running server: taken into use again when a byte in them has changed.
final class SavedObjectFiles: Sendable {
    typealias SourceError = WebhookConfiguration.SourceError

    private let operands: [String]
    /// Standard input and pipes, which can be read once.
    private let streams: [String: Result<[UInt8], SourceError>]
    private let last = Mutex<SavedObjects?>(nil)

    /// Nil without a file; waits for the end of what is a stream.
    init?(_ operands: [String], _ console: Console) {
        guard !operands.isEmpty else { return nil }
        self.operands = operands
        var streams: [String: Result<[UInt8], SourceError>] = [:]
        for operand in operands where streams[operand] == nil {
            if operand == "-" {
                streams[operand] =
                    console.input().map { .success($0) } ?? .failure(SourceError("standard input cannot be read"))
            } else if FileSystem.isStream(operand) {
                streams[operand] = FileSystem.read(operand).mapError { SourceError($0.description) }
            }
        }
        self.streams = streams
    }

    /// The objects one by one, for a live context; the same ones while the files are the same.
    func read() -> Result<SavedObjects, SourceError> {
        fingerprint().flatMap { hash in
            if let known = last.withLock({ $0 }), known.contentHash == hash { return .success(known) }
            var list = SavedObjectList()
            return collect(&list).map { _ in
                var saved = list.saved
                saved.contentHash = hash
                last.withLock { $0 = saved }
                return saved
            }
        }
    }

    func snapshot() -> Result<ClusterSnapshot, SourceError> {
        var objects = ClusterSnapshot.Builder()
        return collect(&objects).map { _ in ClusterSnapshot(objects) }
    }

    /// Equal for equal names and contents.
    func fingerprint() -> Result<Int, SourceError> {
        var hasher = Hasher()
        return forEachSource { source, problem in
            switch source {
            case .read(let file): file.bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
            case .path(let path):
                hasher.combine(path)
                let failure = FileSystem.readPieces(of: path, onlyRegular: true) { hasher.combine(bytes: $0) }
                if let failure { problem(failure.description) }
            }
        }.map { _ in hasher.finalize() }
    }

    private func collect(_ objects: inout some ObjectCollection) -> Result<Void, SourceError> {
        forEachSource { source, problem in
            _ = ObjectFiles.read(source, &objects, onlyRegular: true, problem)
        }
    }

    private func forEachSource(
        _ body: (InputFiles.Source, _ problem: (String) -> Void) -> Void
    ) -> Result<Void, SourceError> {
        var problems: [String] = []
        func note(_ problem: String) { problems.append(problem) }
        for operand in operands {
            switch streams[operand] {
            case .success(let bytes):
                let name = operand == "-" ? "<stdin>" : operand
                body(.read(InputFiles.File(name: name, bytes: bytes)), note)
            case .failure(let problem): note(problem.text)
            case nil:
                _ = InputFiles([operand], standardInput: { nil }).forEachSource(problem: note) { body($0, note) }
            }
        }
        guard let first = problems.first else { return .success(()) }
        return .failure(SourceError(problems.count > 1 ? "\(first) (and \(problems.count - 1) more)" : first))
    }
}
