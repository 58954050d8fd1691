import CLI
import Foundation
import JSON
import TestSupport
import Testing

private let areSchemasHere = ExternalProgram("python", inEnvironment: "formats") != nil

/// The snippets for CI: valid for the system that reads them, and their commands do what the text around them says.
@Suite(.enabled(if: areSchemasHere, "needs the packages of Tests/Formats: bash .ci/setup"))
struct ReadmeSnippetTests {
    private static let validate = ExternalProgram.checkout.appending(path: "Tests/Formats/validate.py").path

    /// A repository with one denial on line 3, in JSON that is YAML too.
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder([
            "repository/deploy/shop.yaml": "\n\n" + CheckSample.ingress("shop", path: "/api/*"),
            "repository/.github/other.yaml": "a: 1\n",
        ])
        let program = try #require(ExternalProgram.albAdmission)
        try FileManager.default.createDirectory(atPath: folder.file("bin"), withIntermediateDirectories: true)
        try folder.link("bin/alb-admission", to: program)
        // What the image would run, in the folder that is mounted.
        let docker = """
            #!/bin/sh
            while [ "$1" != registry.example.com/platform/alb-admission:0.1.0 ]; do
              case $1 in run | --rm) shift ;; --user | -v | -w) shift 2 ;; *) exit 125 ;; esac
            done
            shift
            exec alb-admission "$@"

            """
        try folder.write("bin/docker", Array(docker.utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.file("bin/docker"))
    }

    private var repository: String { folder.file("repository") }

    private func snippet(_ name: String) throws -> String {
        let readme = ExternalProgram.checkout.appending(path: "README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        let part = try #require(
            text.components(separatedBy: "<!-- \(name) -->\n").last?.components(separatedBy: "<!-- /\(name) -->").first
        )
        return part.replacing("```yaml\n", with: "").replacing("```\n", with: "")
    }

    /// What is wrong with a document, by `Tests/Formats/validate.py`.
    private func complaints(_ kind: String, _ path: String) throws -> [String] {
        let python = try #require(ExternalProgram("python", inEnvironment: "formats"))
        let run = try python.run([Self.validate, kind], input: path + "\n")
        try #require(run.status == 0, "\(run.err)")
        return try JSONDecoder().decode([String].self, from: Data(run.out.utf8))
    }

    /// Runs the lines of a script as CI does, in the repository.
    private func shell(_ script: String, _ environment: [String: String] = [:]) throws -> ExternalProgram.Run {
        let bash = try #require(ExternalProgram("bash"))
        let path = folder.file("bin") + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
        return try bash.run(
            ["-e", "-o", "pipefail", "-c", script],
            environment: environment.merging(["PATH": path]) { $1 },
            in: repository
        )
    }

    private func lines(_ text: String, after start: String, indent: Int) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let margin = String(repeating: " ", count: indent)
        return lines.drop { !$0.hasSuffix(start) }.dropFirst().prefix { $0.hasPrefix(margin) }
            .map { String($0.dropFirst(indent)) }
    }

    @Test("the GitHub workflow is one, its step annotates the line and writes valid SARIF")
    func gitHub() throws {
        let text = try snippet("github")
        try folder.write("workflow.yaml", Array(text.utf8))
        #expect(try complaints("github-workflows", folder.file("workflow.yaml")) == [])
        let script = lines(text, after: "run: |", indent: 8).joined(separator: "\n")
        #expect(script.contains("alb-admission:0.1.0 \\\n"))
        let run = try shell(script, ["GITHUB_WORKSPACE": repository])
        #expect(run.status == 1, "\(run.err)")
        #expect(run.out.hasPrefix("::error file=deploy/shop.yaml,line=3,endLine=3,col="), "\(run.out)")
        #expect(text.contains("sarif_file: alb-admission.sarif"))
        let sarif = repository + "/alb-admission.sarif"
        #expect(try complaints("sarif", sarif) == [])
        let document = try JSONDocument(parsing: Array(Data(contentsOf: URL(filePath: sarif)))).value
        let result = try #require(document["runs"]?.elements.first?["results"]?.elements.first)
        let place = result["locations"]?.elements[0]["physicalLocation"]
        #expect(place?["artifactLocation"]?["uri"]?.string == "deploy/shop.yaml")
        #expect(place?["region"]?["startLine"]?.integer == 3)
    }

    @Test("the GitLab job is one, and its reports are valid")
    func gitLab() throws {
        let text = try snippet("gitlab")
        try folder.write("ci.yaml", Array(text.utf8))
        #expect(try complaints("gitlab-ci", folder.file("ci.yaml")) == [])
        let script = lines(text, after: "script:", indent: 2).prefix { $0.hasPrefix("- ") }.map {
            String($0.dropFirst(2))
        }
        #expect(script.count == 1)
        let run = try shell(script.joined(separator: "\n"), ["CI_PROJECT_DIR": repository])
        #expect(run.status == 1, "\(run.err)")
        #expect(run.out.contains("shop.yaml:3:"), "\(run.out)")
        let reports = lines(text, after: "reports:", indent: 6)
        #expect(reports == ["codequality: gl-code-quality-report.json", "junit: report.xml"])
        #expect(try complaints("gitlab", repository + "/gl-code-quality-report.json") == [])
        #expect(try complaints("junit", repository + "/report.xml") == [])
        let quality = try String(contentsOfFile: repository + "/gl-code-quality-report.json", encoding: .utf8)
        #expect(quality.contains(#""location":{"path":"deploy/shop.yaml","lines":{"begin":3}}"#))
    }

    @Test(
        "pre-commit takes the hook, stops a commit with a denial, and lets one without pass",
        .enabled(if: ExternalProgram("git") != nil && ExternalProgram("pre-commit", inEnvironment: "formats") != nil)
    )
    func preCommit() throws {
        try folder.write("repository/.pre-commit-config.yaml", Array(try snippet("pre-commit").utf8))
        let tool = ExternalProgram.checkout.appending(path: ".build/formats/bin/pre-commit").path
        let environment = [
            "HOME": folder.path, "PRE_COMMIT_HOME": folder.file("cache"), "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1", "PRE_COMMIT_COLOR": "never",
        ]
        let denied = try shell("git init -q . && git add -A && '\(tool)' run", environment)
        #expect(denied.status == 1, "\(denied.err)")
        #expect(denied.out.contains("alb-admission check") && denied.out.contains("Failed"), "\(denied.out)")
        #expect(denied.out.contains("deploy/shop.yaml:3:") && denied.out.contains("exit code: 1"), "\(denied.out)")
        try folder.write("repository/deploy/shop.yaml", Array(CheckSample.ingress("shop").utf8))
        let passed = try shell("git add -A && '\(tool)' run", environment)
        #expect(passed.status == 0, "\(passed.out)\(passed.err)")
        #expect(passed.out.contains("Passed"), "\(passed.out)")
    }
}
