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

    static let namespace = Option(
        name: "namespace",
        short: "n",
        value: "NAME",
        help: "the namespace of objects that name none (default \"default\")"
    )

    struct Failure: Error {
        var code: ExitCode
    }

    /// The engine that the flags describe; on failure the reason has been said.
    static func reviewer(_ options: Options, _ console: Console) -> Result<Reviewer, Failure> {
        judging(options, console).map { Reviewer(settings: $0.0, snapshot: $0.1) }
    }

    /// The settings, and the objects that exist besides those under review; on failure the reason has been said.
    static func judging(_ options: Options, _ console: Console) -> Result<(Settings, ClusterSnapshot), Failure> {
        guard let settings = settings(options, console) else { return .failure(Failure(code: .unreadable)) }
        guard let snapshot = ObjectFiles.snapshot(options.all("objects"), console) else {
            return .failure(Failure(code: .unreadable))
        }
        return .success((settings, snapshot))
    }

    /// Those of `--config`, or the standard ones; nil when they cannot be read, which has been said.
    static func settings(_ options: Options, _ console: Console) -> Settings? {
        guard let path = options.value("config") else { return Settings() }
        switch SettingsFile.read(path) {
        case .success(let (read, _)): return read
        case .failure(let problem):
            console.problem(problem.text)
            return nil
        }
    }
}
