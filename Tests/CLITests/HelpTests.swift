import CLI
import Testing

/// `--help` at every level, on stdout with exit code 0; without a subcommand on stderr with 64.
struct HelpTests {
    private static let subcommands = [
        "serve", "review", "check", "audit", "route", "graph", "rules", "certs", "completion", "man", "version",
    ]

    @Test func theProgramListsItsSubcommands() {
        let help = CommandRun(["--help"])
        #expect(help.code == .clean && help.err == "")
        #expect(
            help.out.hasPrefix(
                "alb-admission: admission webhook server and offline checker for Alibaba Cloud ALB Ingress\n"
            )
        )
        for name in Self.subcommands { #expect(help.out.contains("\n  \(name) "), "\(name)") }
        #expect(CommandRun(["-h"]) == help && CommandRun(["help"]) == help)
        #expect(CommandRun([]) == CommandRun(err: help.out, .usage))
    }

    @Test(arguments: subcommands)
    func everySubcommandExplainsItself(_ name: String) {
        let help = CommandRun([name, "--help"])
        #expect(help.code == .clean && help.err == "")
        #expect(help.out.hasPrefix("usage: alb-admission \(name)"))
        #expect(CommandRun([name, "-h"]) == help && CommandRun(["help", name]) == help)
        #expect(CommandRun([name, "--nonsense", "--help"]) == help)
        #expect(help.out.split(separator: "\n").allSatisfy { $0.count <= 130 }, "\(help.out)")
    }

    @Test func reviewListsItsFlags() {
        let expected = #"""
            usage: alb-admission review [FILE|DIR|-]... [flags]

            Answers saved AdmissionReview JSON like the server would.

            flags:
                  --webhook mutate|validate|both  which endpoint answers (default both: mutation, then validation of the result)
              -o, --output json|text              one AdmissionReview a line, or findings and patch for people (default json)
                  --summary                       only counts at the end, by rule (default text)
                  --against FILE|recorded         only what would change: under other settings, or since it was recorded (default text)
                  --fail-on-warn                  exit 2 when there are warnings and no denial
                  --objects PATH                  saved objects (kubectl get -o json) as cluster context (repeatable)
                  --config FILE                   the settings, a JSON file

            Each flag can be set in the environment: --webhook is ALB_ADMISSION_WEBHOOK. A flag wins.

            Each input holds AdmissionReviews (v1 or v1beta1) or bare AdmissionRequests: one document, an array, or a
            stream of documents or JSON lines, which is answered while it is read. A DIR is searched for .json, .jsonl and
            .ndjson files. Without an input, or with -, standard input is read. With --webhook mutate or validate the output
            is byte for byte what that endpoint answers. What cannot be read is said with its place, the rest is answered,
            and the exit code is 3.

            A saved review may carry its own context, so that a bug report is one file: beside "request", "settings" (as in
            --config) and "objects" (a list, as in --objects) count for that review unless the flag is given. An empty list
            of a kind says that there is none. A review that 'serve --record' kept is answered by the endpoint that it was
            recorded at, unless --webhook is given; one whose data was left out, such as a Secret's, is passed over.

            With --against FILE each review is judged under the settings in use and under those of FILE, with
            --against recorded by what was answered then and by what is answered now. Printed is what would change, by rule,
            with the names of a few objects. Exit 1 when a review would be denied that was allowed, else 0.

            What is not judged, such as an Ingress of another controller's class, is allowed and named on standard error.

            examples:
              alb-admission review review.json
              alb-admission review -o text --objects cluster.json recorded/
              alb-admission review --against strict.json --objects cluster.json recorded/
              kubectl get albconfigs,ingressclasses -o json > cluster.json

            A manifest is no AdmissionReview; this makes one of it, as of an object that is created:
              kubectl create --dry-run=client -o json -f web.yaml \
                | jq '(.apiVersion | split("/")) as $v | {uid: "1", operation: "CREATE", object: .,
                    kind: {group: $v[:-1][0], version: $v[-1], kind}, name: .metadata.name,
                    namespace: .metadata.namespace}' \
                | alb-admission review -o text -

            """#
        #expect(CommandRun(["review", "--help"]).out == expected)
    }

    @Test(arguments: [("serv", "; did you mean serve?"), ("reveiw", "; did you mean review?"), ("xyzzy", "")])
    func anUnknownSubcommandIsAUsageError(_ name: String, _ hint: String) {
        let err = "alb-admission: unknown subcommand \"\(name)\"\(hint)\nSee 'alb-admission --help'.\n"
        #expect(CommandRun([name]) == CommandRun(err: err, .usage))
        #expect(CommandRun(["help", name]) == CommandRun(err: err, .usage))
    }

    @Test func versionNamesProgramSwiftAndOpenSSL() throws {
        let run = CommandRun(["version"])
        #expect(run.code == .clean && run.err == "")
        let lines = run.out.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].wholeMatch(of: /alb-admission \d+\.\d+\.\d+/) != nil)
        #expect(lines[1].wholeMatch(of: /Swift \d+\.\d+.*/) != nil)
        #expect(lines[2].hasPrefix("OpenSSL"))
        #expect(CommandRun(["--version"]) == run)
    }
}
