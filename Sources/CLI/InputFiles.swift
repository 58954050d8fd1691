/// Turns operands (`FILE`, `DIR`, `-`) into named contents.
struct InputFiles {
    struct File {
        /// As the user wrote it; `-` is `<stdin>`.
        var name: String
        var bytes: [UInt8]
    }

    static let extensions = ["json", "jsonl", "ndjson"]

    /// An input that was not read yet.
    enum Source {
        /// Standard input, which was.
        case read(File)
        case path(String)
    }

    /// Reads each input in turn, so only one is in memory; false when one could not be read or none was found.
    static func forEach(_ operands: [String], _ console: Console, _ body: (File) -> Void) -> Bool {
        var isReadable = true
        let isFound = forEachSource(operands, console) { source in
            switch source {
            case .read(let file): body(file)
            case .path(let path):
                switch FileSystem.read(path) {
                case .success(let bytes): body(File(name: path, bytes: bytes))
                case .failure(let problem):
                    console.problem(problem.description)
                    isReadable = false
                }
            }
        }
        return isFound && isReadable
    }

    /// Finds each input in turn; false when there was none, or standard input could not be read.
    static func forEachSource(_ operands: [String], _ console: Console, _ body: (Source) -> Void) -> Bool {
        var isComplete = true
        var count = 0
        for operand in operands {
            guard operand != "-" else {
                count += 1
                guard let bytes = console.input() else {
                    console.problem("standard input cannot be read")
                    isComplete = false
                    continue
                }
                body(.read(File(name: "<stdin>", bytes: bytes)))
                continue
            }
            switch paths(operand) {
            case .failure(let problem):
                console.problem(problem.description)
                isComplete = false
                count += 1
            case .success(let paths):
                if paths.isEmpty {
                    console.problem("\(operand): no .json file found")
                    isComplete = false
                }
                for path in paths {
                    count += 1
                    body(.path(path))
                }
            }
        }
        return isComplete && count > 0
    }

    private static func paths(_ operand: String) -> Result<[String], FileSystem.Problem> {
        guard FileSystem.isDirectory(operand) else { return .success([operand]) }
        return FileSystem.files(below: operand, extensions: extensions)
    }
}
