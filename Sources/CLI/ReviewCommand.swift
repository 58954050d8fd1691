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
            Option(name: "fail-on-warn", help: "exit 2 when there are warnings and no denial"),
        ] + SharedOptions.context
    static let notes = #"""
        Each input holds AdmissionReviews (v1 or v1beta1) or bare AdmissionRequests: one document, an array, or a
        stream of documents or JSON lines. A DIR is searched for .json, .jsonl and .ndjson files. Without an input, or
        with -, standard input is read. With --webhook mutate or validate the output is byte for byte what that
        endpoint answers.

        A saved review may carry its own context, so that a bug report is one file: beside "request", "settings" (as in
        --config) and "objects" (a list, as in --objects) count for that review unless the flag is given. An empty list
        of a kind says that there is none.

        What is not judged, such as an Ingress of another controller's class, is allowed and named on standard error.

        examples:
          alb-admission review review.json
          alb-admission review -o text --objects cluster.json recorded/
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
        let reviewer: Reviewer
        switch SharedOptions.reviewer(options, console) {
        case .success(let made): reviewer = made
        case .failure(let failure): return failure.code
        }
        var run = ReviewRun(
            reviewer: reviewer,
            ignoresSettings: options.value("config") != nil,
            ignoresObjects: !options.all("objects").isEmpty,
            webhook: options.value("webhook").flatMap(ReviewStage.init) ?? .both,
            isText: options.value("output") == "text",
            failsOnWarnings: options.isSet("fail-on-warn"),
            now: console.now(),
            console: console
        )
        let operands = options.operands.isEmpty ? ["-"] : options.operands
        let isComplete = console.forEachFile(operands) { run.read($0) }
        if run.isText, run.summary.count > 0 {
            console.err(run.summary.text + "\n")
            let unheard = run.rulesWithoutContext.count
            let rules = unheard == 1 ? "1 rule needs" : "\(unheard) rules need"
            if unheard > 0 { console.err("\(rules) cluster context that was not given\n") }
        }
        return isComplete ? run.exitCode : .unreadable
    }
}

/// One run of `review` over all of its inputs.
private struct ReviewRun {
    let reviewer: Reviewer
    let ignoresSettings: Bool
    let ignoresObjects: Bool
    let webhook: ReviewStage
    let isText: Bool
    let failsOnWarnings: Bool
    let now: Int
    let console: Console
    private(set) var summary = ReviewSummary()
    /// Ids of rules that had nothing to go by in at least one review.
    private(set) var rulesWithoutContext: Set<String> = []
    private(set) var hasUnreadable = false
    /// Reasons that were given, each once.
    private(set) var notJudged: Set<String> = []

    var exitCode: ExitCode {
        if hasUnreadable || summary.count == 0 { return .unreadable }
        if summary.denied > 0 { return .denied }
        return failsOnWarnings && summary.warnings > 0 ? .warned : .clean
    }

    mutating func read(_ file: InputFiles.File) {
        let before = summary.count
        let wasUnreadable = hasUnreadable
        hasUnreadable = false
        defer { hasUnreadable = hasUnreadable || wasUnreadable }
        var this = self
        let problem = DocumentStream.read(file.bytes) { input in
            for review in DocumentStream.elements(of: input) { this.answer(review, file.name) }
        }
        self = this
        if let problem {
            let place = "\(file.name):\(problem.position.line):\(problem.position.column)"
            let broken = AdmissionReviewError(unparsed: problem.bytes, error: problem.error)
            reject(broken, at: place, PlainObjectHint.text(of: problem) ?? problem.text)
        } else if summary.count == before, !hasUnreadable {
            console.problem("\(file.name): no AdmissionReview found")
            hasUnreadable = true
        }
    }

    private mutating func answer(_ input: InputDocument, _ file: String) {
        let carried: CarriedContext
        do throws(CarriedContext.Problem) {
            carried = try CarriedContext(
                input.document,
                ignoringSettings: ignoresSettings,
                ignoringObjects: ignoresObjects
            )
        } catch {
            console.problem("\(Self.place(error.position, input, file)): \(error.text)")
            hasUnreadable = true
            return
        }
        do throws(AdmissionReviewError) {
            let request = try AdmissionReviewDecoder.decode(input.document, allowBareRequest: true)
            let reviewer = carried.reviewer(instead: reviewer)
            let verdict = reviewer.verdict(on: request, as: webhook, now: now)
            summary.add(verdict)
            let reason = reviewer.reasonNotToJudge(request, verdict, as: webhook)
            if case .foreignClass(let text)? = reason, notJudged.insert(text).inserted {
                console.problem("\(file): \(text): not judged")
            }
            if isText {
                rulesWithoutContext.formUnion(reviewer.rulesWithoutContext.map(\.id))
                let origin = input.origin
                let isFirst = origin.line == 1 && origin.column == 1
                let place = isFirst ? file : "\(file):\(origin.line):\(origin.column)"
                console.out(PlainText.line(place) + ": " + ReviewText.describe(verdict, request, notJudged: reason))
            } else {
                print(verdict.response(to: request, as: webhook))
            }
        } catch {
            let text = error.message + (PlainObjectHint.text(of: input.document).map { "; \($0)" } ?? "")
            reject(error, at: Self.place(error.position, input, file), text)
        }
    }

    private static func place(_ inner: JSONPosition, _ input: InputDocument, _ file: String) -> String {
        let position = input.position(inner)
        return "\(file):\(position.line):\(position.column)"
    }

    /// With a uid the server answers; without one nobody could match the answer to a question.
    private mutating func reject(_ error: AdmissionReviewError, at place: String, _ text: String) {
        console.problem("\(place): \(text)")
        guard let response = error.response else {
            hasUnreadable = true
            return
        }
        summary.denied += 1
        if isText {
            console.out(PlainText.line("\(place): denied") + "\n  \(response.status?.message ?? "")\n")
        } else {
            print(response)
        }
    }

    private func print(_ response: AdmissionResponse) {
        console.out(String(decoding: response.serialized(), as: UTF8.self) + "\n")
    }
}
