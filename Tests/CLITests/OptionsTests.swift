import CLI
import TestSupport
import Testing

/// Flags, their twins in the environment, and what is said to a wrong one.
struct OptionsTests {
    private static let mutate = ["ALB_ADMISSION_WEBHOOK": "mutate"]

    @Test func theEnvironmentIsATwinOfTheFlag() throws {
        let review = Array(Sample.denied.utf8)
        #expect(CommandRun(["review"], input: review, environment: Self.mutate).code == .clean)
        #expect(CommandRun(["review", "--webhook=validate"], input: review, environment: Self.mutate).code == .denied)
        #expect(CommandRun(["review", "--webhook", "both"], input: review, environment: Self.mutate).code == .denied)
        let text = CommandRun(["review"], input: review, environment: ["ALB_ADMISSION_OUTPUT": "text"])
        #expect(text.out.hasPrefix("<stdin>: Ingress shop/web CREATE: denied\n"))
        #expect(CommandRun(["review"], input: review, environment: ["ALB_ADMISSION_WEBHOOK": ""]).code == .denied)
    }

    @Test func aRepeatableFlagIsACommaListInTheEnvironment() throws {
        let foreign = ClusterText.ingressClass("alb", controller: "example.com/x")
        let folder = try TemporaryFolder(["a.json": ClusterText.nginx, "b.json": foreign])
        let environment = ["ALB_ADMISSION_OBJECTS": folder.file("a.json") + "," + folder.file("b.json")]
        let run = CommandRun(["review"], input: Array(Sample.denied.utf8), environment: environment)
        let why = "class \"alb\" belongs to the controller \"example.com/x\": not judged"
        #expect(run == CommandRun(out: Sample.allowedAnswer, err: "alb-admission: <stdin>: \(why)\n", .clean))
    }

    @Test(arguments: [
        (["review", "--webhok", "both"], "unknown flag --webhok; did you mean --webhook?"),
        (["review", "--xyzzy"], "unknown flag --xyzzy"),
        (["review", "-x"], "unknown flag -x"),
        (["review", "--webhook"], "--webhook needs a value"),
        (
            ["review", "--webhook", "mutating"],
            "--webhook must be one of mutate, validate, both, is \"mutating\""
        ),
        (["review", "--webhook=both", "--webhook=both"], "--webhook is given twice"),
        (["review", "-o", "yaml"], "--output must be one of json, text, is \"yaml\""),
        (["review", "-oyaml"], "--output must be one of json, text, is \"yaml\""),
    ])
    func aWrongFlagIsAUsageError(_ arguments: [String], _ problem: String) {
        let run = CommandRun(arguments, input: [])
        let err = "alb-admission: review: \(problem)\nSee 'alb-admission review --help'.\n"
        #expect(run == CommandRun(err: err, .usage))
    }

    @Test func aWrongTwinIsNamed() {
        let run = CommandRun(["review"], input: [], environment: ["ALB_ADMISSION_WEBHOOK": "x"])
        let problem = "ALB_ADMISSION_WEBHOOK must be one of mutate, validate, both, is \"x\""
        #expect(run.err == "alb-admission: review: \(problem)\nSee 'alb-admission review --help'.\n")
        #expect(run.code == .usage)
    }

    @Test(arguments: [["-o", "text"], ["-o=text"], ["-otext"], ["--output", "text"], ["--output=text"]])
    func aFlagCanBeWrittenInEveryUsualWay(_ flags: [String]) {
        let run = CommandRun(["review"] + flags + ["--", "-"], input: Array(Sample.denied.utf8))
        #expect(run.out.hasPrefix("<stdin>: Ingress shop/web CREATE: denied\n"))
    }

    @Test func behindTwoDashesEverythingIsAnOperand() throws {
        let folder = try TemporaryFolder()
        let run = CommandRun(["review", "--", folder.file("--webhook")], folder: folder)
        #expect(run == CommandRun(err: "alb-admission: DIR/--webhook: No such file or directory\n", .unreadable))
    }
}
