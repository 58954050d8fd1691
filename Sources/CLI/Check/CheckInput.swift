import Check
import Documents
import Manifests

/// Reads the operands of a command that takes manifests.
struct CheckInput {
    private(set) var files: [ManifestFile] = []
    private(set) var finder: ObjectFinder
    private(set) var problems: [CheckProblem] = []
    private var read: Set<String> = []

    /// Reads a file that is named several times once; `namespace` is that of objects that name none.
    init(_ operands: [String], namespace: String, _ console: Console) {
        finder = ObjectFinder(namespace: namespace)
        for operand in operands {
            var sources: [InputFiles.Source] = []
            let input = InputFiles([operand], extensions: InputFiles.manifestExtensions, standardInput: console.input)
            var unfound: [String] = []
            _ = input.forEachSource(problem: { unfound.append($0) }) { sources.append($0) }
            sources.removeAll { !read.insert($0.name).inserted }
            problems += unfound.map { CheckProblem(file: operand, position: nil, text: Self.reason($0, operand)) }
            let isFolder = FileSystem.isDirectory(operand)
            for result in ParallelMap.map(sources.count, inChunksOf: 1, { [sources] in Self.read(sources[$0]) }) {
                switch result {
                case .success(let file):
                    files.append(file)
                    finder.read(file, at: files.count - 1, mustHoldObjects: !isFolder)
                case .failure(let problem):
                    problems.append(CheckProblem(file: problem.path, position: nil, text: problem.text))
                }
            }
        }
    }

    /// All that could not be read, in order.
    var allProblems: [CheckProblem] { problems + finder.problems }

    private static func read(_ source: InputFiles.Source) -> Result<ManifestFile, FileSystem.Problem> {
        switch source {
        case .read(let file): .success(ManifestReader.read(file))
        case .path(let path):
            FileSystem.read(path).map { ManifestReader.read(InputFiles.File(name: path, bytes: $0)) }
        }
    }

    /// Without the name in front, which the problem has of its own.
    private static func reason(_ text: String, _ operand: String) -> String {
        text.hasPrefix("\(operand): ") ? String(text.dropFirst(operand.count + 2)) : text
    }
}
