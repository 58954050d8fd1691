/// Says which build this is.
enum VersionCommand: Subcommand {
    static let name = "version"
    static let operands = ""
    static let summary = "Prints the versions of the program, of Swift and of OpenSSL."
    static let options: [Option] = []

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        console.out("alb-admission \(Version.program)\nSwift \(Version.swift)\n\(Version.openSSL)\n")
        return .clean
    }
}
