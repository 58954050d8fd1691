import ALBController
import ClusterContext
import Documents
import Synchronization
import Webhook

/// The files of `--objects` of a running server: taken into use again when a byte in them has changed.
final class SavedObjectFiles: Sendable {
    typealias SourceError = WebhookConfiguration.SourceError

    private let operands: [String]
    /// Standard input can be read once.
    private let standardInput: [UInt8]?
    private let last = Mutex<SavedObjects?>(nil)

    /// Nil without a file.
    init?(_ operands: [String], _ console: Console) {
        guard !operands.isEmpty else { return nil }
        self.operands = operands
        standardInput = operands.contains("-") ? console.input() : nil
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
        let problems = problems { problem in
            var isWhole = true
            let isFound = files.forEachSource(problem: problem) { source in
                switch source {
                case .read(let file): file.bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
                case .path(let path):
                    hasher.combine(path)
                    guard let failure = FileSystem.readPieces(of: path, { hasher.combine(bytes: $0) }) else { return }
                    problem(failure.description)
                    isWhole = false
                }
            }
            return isFound && isWhole
        }
        return problems.map { _ in hasher.finalize() }
    }

    private var files: InputFiles { InputFiles(operands, standardInput: { [standardInput] in standardInput }) }

    private func collect(_ objects: inout some ObjectCollection) -> Result<Void, SourceError> {
        problems { ObjectFiles.read(files, &objects, problem: $0) }
    }

    /// The first of the problems, and how many more there are.
    private func problems(_ body: ((String) -> Void) -> Bool) -> Result<Void, SourceError> {
        var problems: [String] = []
        if body({ problems.append($0) }) { return .success(()) }
        let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
        return .failure(SourceError((problems.first ?? "cannot be read") + more))
    }
}
