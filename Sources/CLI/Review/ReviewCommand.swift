import Admission
import Documents
import JSON
import Kubernetes

/// Answers saved AdmissionReviews as the server would.
enum ReviewCommand: Subcommand {
    static let name = "review"
    static let operands = "[FILE|DIR|-]..."
    static let summary = "Answers saved AdmissionReview JSON like the server would."
    static let options =
        [
            Option(
                name: "webhook",
                value: "mutate|validate|both",
                help: "which endpoint answers (default both: mutation, then validation of the result)",
                choices: ReviewStage.allCases.map(\.rawValue)
            ),
            Option(
                name: "output",
                short: "o",
                value: "json|text",
                help: "one AdmissionReview a line, or findings and patch for people (default json)",
                choices: ["json", "text"]
            ),
            Option(name: "summary", help: "only counts at the end, by rule (default text)"),
            Option(
                name: "against",
                value: "FILE|recorded",
                help: "only what would change: under other settings, or since it was recorded (default text)"
            ),
            Option(name: "fail-on-warn", help: "exit 2 when there are warnings and no denial"),
        ] + SharedOptions.context
    static let notes = #"""
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

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        if options.operands.isEmpty, console.inputIsTerminal {
            console.problem("review: no input; name a file, a folder, or - for standard input")
            return .usage
        }
        if options.isSet("summary"), options.value("against") != nil {
            console.problem("review: --summary and --against exclude each other")
            return .usage
        }
        let reviewer: Reviewer
        switch SharedOptions.reviewer(options, console) {
        case .success(let made): reviewer = made
        case .failure(let failure): return failure.code
        }
        var report = ReviewRun.Report.answers(isText: options.value("output") == "text")
        let isText = options.value("output") != "json"
        if options.isSet("summary") { report = .summary(isText: isText) }
        if let against = options.value("against") {
            switch ReviewRun.Opposite.make(against, reviewer, console) {
            case .success(let opposite): report = .comparison(opposite, name: against, isText: isText)
            case .failure(let failure): return failure.code
            }
        }
        var run = ReviewRun(
            reviewer: reviewer,
            ignoresSettings: options.value("config") != nil,
            ignoresObjects: !options.all("objects").isEmpty,
            webhook: options.value("webhook").flatMap(ReviewStage.init),
            report: report,
            failsOnWarnings: options.isSet("fail-on-warn"),
            console: console
        )
        let operands = options.operands.isEmpty ? ["-"] : options.operands
        let isComplete = console.forEachInput(operands) { run.read($0) }
        run.finish()
        return isComplete ? run.exitCode : .unreadable
    }
}
