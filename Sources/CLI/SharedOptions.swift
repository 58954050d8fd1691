import ALBController
import Admission
import Rules

/// Flags that several subcommands take, and what is made of them.
enum SharedOptions {
    static let context = [
        Option(
            name: "objects",
            value: "PATH",
            help: "saved objects (kubectl get -o json) as cluster context",
            isRepeatable: true
        ),
        Option(name: "config", value: "FILE", help: "the settings, a JSON file"),
    ]

    struct Failure: Error {
        var code: ExitCode
    }

    /// The engine that the flags describe; on failure the reason has been said.
    static func reviewer(_ options: Options, _ console: Console) -> Result<Reviewer, Failure> {
        judging(options, console).map { Reviewer(settings: $0.0, snapshot: $0.1) }
    }

    /// The settings, and the objects that exist besides those under review; on failure the reason has been said.
    static func judging(_ options: Options, _ console: Console) -> Result<(Settings, ClusterSnapshot), Failure> {
        var settings = Settings()
        if let path = options.value("config") {
            switch SettingsFile.read(path) {
            case .success(let (read, _)): settings = read
            case .failure(let problem):
                console.problem(problem.text)
                return .failure(Failure(code: .unreadable))
            }
        }
        guard let snapshot = ObjectFiles.snapshot(options.all("objects"), console) else {
            return .failure(Failure(code: .unreadable))
        }
        return .success((settings, snapshot))
    }
}
