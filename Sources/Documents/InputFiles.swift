/// Turns operands (`FILE`, `DIR`, `-`) into named contents.
package struct InputFiles {
    package struct File: Sendable {
        /// As the user wrote it; `-` is `<stdin>`.
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// Of files in folders.
    package static let jsonExtensions = ["json", "jsonl", "ndjson"]
    package static let manifestExtensions = ["yaml", "yml"] + jsonExtensions

    private let operands: [String]
    private let extensions: [String]
    private let standardInput: () -> [UInt8]?

    /// `standardInput` reads all of it; nil when it cannot be read.
    package init(
        _ operands: [String],
        extensions: [String] = jsonExtensions,
        standardInput: @escaping () -> [UInt8]?
    ) {
        self.operands = operands
        self.extensions = extensions
        self.standardInput = standardInput
    }

    /// An input that was found.
    package enum Source: Sendable {
        /// Standard input, which was read already.
        case read(File)
        /// A file, which was not.
        case path(String)

        package var name: String {
            switch self {
            case .read(let file): file.name
            case .path(let path): path
            }
        }
    }

    /// Finds each input in turn; false when there is none, or standard input cannot be read.
    package func forEachSource(problem: (String) -> Void, _ body: (Source) -> Void) -> Bool {
        var isComplete = true
        for operand in operands {
            do throws(InputProblem) {
                if operand == "-" {
                    guard let bytes = standardInput() else { throw InputProblem("standard input cannot be read") }
                    body(.read(File(name: "<stdin>", bytes: bytes)))
                    continue
                }
                for path in try paths(operand) { body(.path(path)) }
            } catch {
                problem(error.text)
                isComplete = false
            }
        }
        return isComplete && !operands.isEmpty
    }

    private struct InputProblem: Error {
        var text: String

        init(_ text: String) {
            self.text = text
        }
    }

    private func paths(_ operand: String) throws(InputProblem) -> [String] {
        guard FileSystem.isDirectory(operand) else { return [operand] }
        switch FileSystem.files(below: operand, extensions: extensions) {
        case .failure(let problem): throw InputProblem(problem.description)
        case .success(let paths):
            guard !paths.isEmpty else { throw InputProblem("\(operand): no .\(extensions.first ?? "") file found") }
            return paths
        }
    }
}
