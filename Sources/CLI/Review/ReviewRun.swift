import Admission
import Documents
import JSON
import Kubernetes
import Webhook

/// One run of `review` over all of its inputs, of which it holds one review at a time.
struct ReviewRun {
    /// What is printed.
    enum Report {
        case answers(isText: Bool)
        case summary(isText: Bool)
        case comparison(Opposite, name: String, isText: Bool)
    }

    /// What the verdicts are compared with.
    enum Opposite {
        /// Those that were recorded.
        case recorded
        case settings(Reviewer)
    }

    private let reviewer: Reviewer
    private let ignoresSettings: Bool
    private let ignoresObjects: Bool
    /// Nil: the one that the review was recorded at, else both.
    private let webhook: ReviewStage?
    private let report: Report
    private let failsOnWarnings: Bool
    private let now: Int
    private let console: Console
    private var summary = ReviewSummary()
    private var comparison: ReviewComparison
    /// Ids of rules that had nothing to go by in at least one review.
    private var rulesWithoutContext: Set<String> = []
    private let generalRulesWithoutContext: [String]
    /// Reasons that were given, each once.
    private var notJudged: Set<String> = []

    init(
        reviewer: Reviewer,
        ignoresSettings: Bool,
        ignoresObjects: Bool,
        webhook: ReviewStage?,
        report: Report,
        failsOnWarnings: Bool,
        console: Console
    ) {
        self.reviewer = reviewer
        self.ignoresSettings = ignoresSettings
        self.ignoresObjects = ignoresObjects
        self.webhook = webhook
        self.report = report
        self.failsOnWarnings = failsOnWarnings
        self.console = console
        now = console.now()
        generalRulesWithoutContext = reviewer.rulesWithoutContext.map(\.id)
        // The server may have known objects that are not here.
        if case .comparison(.recorded, _, _) = report {
            comparison = ReviewComparison(ignoring: Set(generalRulesWithoutContext))
        } else {
            comparison = ReviewComparison()
        }
    }

    var exitCode: ExitCode {
        if summary.unreadable > 0 { return .unreadable }
        if case .comparison = report {
            if comparison.reviews == 0 { return .unreadable }
            return comparison.newlyDenied > 0 ? .denied : .clean
        }
        if summary.count == 0 { return .unreadable }
        if summary.denied > 0 { return .denied }
        return failsOnWarnings && summary.warnings > 0 ? .warned : .clean
    }

    mutating func read(_ input: Console.Input) {
        let before = (met, summary.unreadable)
        var reader = DocumentReader()
        var this = self
        let failure = input.read { bytes in reader.feed(bytes) { this.take($0, input.name) } }
        if let failure {
            console.problem(failure.description)
            this.summary.unreadable += 1
        } else {
            reader.finish { this.take($0, input.name) }
        }
        self = this
        guard before == (met, summary.unreadable) else { return }
        console.problem("\(input.name): no AdmissionReview found")
        summary.unreadable += 1
    }

    /// Reviews so far, whatever became of them.
    private var met: Int { summary.count + summary.withoutData + comparison.reviews + comparison.withoutAnswer }

    /// Prints what is said once, at the end.
    mutating func finish() {
        let catalog = reviewer.catalog
        var isText = false
        switch report {
        case .answers(let text):
            isText = text
            if isText, summary.count > 0 { console.err(summary.text + "\n") }
        case .summary(let text):
            isText = text
            console.out(isText ? summary.table(catalog) : summary.json(catalog))
        case .comparison(_, let name, let text):
            isText = text
            comparison.withoutData = summary.withoutData
            console.out(isText ? comparison.text(catalog) : comparison.json(catalog, against: name))
            if comparison.withoutAnswer > 0 {
                console.problem("\(Self.reviews(comparison.withoutAnswer)) without a recorded answer: not compared")
            }
        }
        if summary.withoutData > 0 {
            console.problem("\(Self.reviews(summary.withoutData)) recorded without data: not judged")
        }
        let unheard = rulesWithoutContext.count
        let rules = unheard == 1 ? "1 rule needs" : "\(unheard) rules need"
        if isText, met > 0, unheard > 0 { console.err("\(rules) cluster context that was not given\n") }
    }

    private static func reviews(_ count: Int) -> String { count == 1 ? "1 review" : "\(count) reviews" }

    private mutating func take(_ piece: DocumentReader.Piece, _ file: String) {
        switch piece {
        case .document(let input): answer(input, file)
        case .problem(let problem):
            let place = "\(file):\(problem.position.line):\(problem.position.column)"
            let broken = AdmissionReviewError(unparsed: problem.bytes, error: problem.error)
            reject(broken, at: place, PlainObjectHint.text(of: problem) ?? problem.text)
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
            summary.unreadable += 1
            return
        }
        do throws(AdmissionReviewError) {
            let request = try AdmissionReviewDecoder.decode(input.document, allowBareRequest: true)
            let recorded = RecordedAnswer(input.document)
            guard recorded?.isWithoutData != true else {
                summary.withoutData += 1
                return
            }
            judge(request, carried, recorded, input.origin, file)
        } catch {
            let text = error.message + (PlainObjectHint.text(of: input.document).map { "; \($0)" } ?? "")
            reject(error, at: Self.place(error.position, input, file), text)
        }
    }

    private mutating func judge(
        _ request: AdmissionRequest,
        _ carried: CarriedContext,
        _ recorded: RecordedAnswer?,
        _ origin: JSONPosition,
        _ file: String
    ) {
        let reviewer = carried.reviewer(instead: reviewer)
        let stage = webhook ?? recorded?.webhook ?? .both
        let verdict = reviewer.verdict(on: request, as: stage, now: now)
        rulesWithoutContext.formUnion(
            carried.isEmpty ? generalRulesWithoutContext : reviewer.rulesWithoutContext.map(\.id)
        )
        switch report {
        case .comparison(let opposite, _, _):
            compare(request, verdict, stage, carried, recorded, opposite)
        case .summary: summary.add(verdict)
        case .answers(let isText):
            summary.add(verdict)
            let reason = reviewer.reasonNotToJudge(request, verdict, as: stage)
            if case .foreignClass(let text)? = reason, notJudged.insert(text).inserted {
                console.problem("\(file): \(text): not judged")
            }
            guard isText else { return print(verdict.response(to: request, as: stage)) }
            let isFirst = origin.line == 1 && origin.column == 1
            let place = isFirst ? file : "\(file):\(origin.line):\(origin.column)"
            console.out(PlainText.line(place) + ": " + ReviewText.describe(verdict, request, notJudged: reason))
        }
    }

    private mutating func compare(
        _ request: AdmissionRequest,
        _ verdict: Verdict,
        _ stage: ReviewStage,
        _ carried: CarriedContext,
        _ recorded: RecordedAnswer?,
        _ opposite: Opposite
    ) {
        let present = RuleAnswer(verdict)
        switch opposite {
        case .settings(let general):
            let other = CarriedContext(snapshot: carried.snapshot).reviewer(instead: general)
            let verdict = other.verdict(on: request, as: stage, now: now)
            comparison.add(present, RuleAnswer(verdict), ReviewText.object(of: request))
        case .recorded:
            guard let recorded, recorded.webhook == stage else {
                comparison.withoutAnswer += 1
                return
            }
            comparison.add(recorded.answer, present, ReviewText.object(of: request))
        }
    }

    private static func place(_ inner: JSONPosition, _ input: InputDocument, _ file: String) -> String {
        let position = input.position(inner)
        return "\(file):\(position.line):\(position.column)"
    }

    /// With a uid the server answers; without one nobody could match the answer to a question.
    private mutating func reject(_ error: AdmissionReviewError, at place: String, _ text: String) {
        console.problem("\(place): \(text)")
        guard let response = error.response, case .answers(let isText) = report else {
            summary.unreadable += 1
            return
        }
        summary.addInvalid()
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

extension ReviewRun.Opposite {
    /// On failure the reason has been said.
    static func make(
        _ text: String,
        _ reviewer: Reviewer,
        _ console: Console
    ) -> Result<ReviewRun.Opposite, SharedOptions.Failure> {
        guard text != "recorded" else { return .success(.recorded) }
        switch SettingsFile.read(text) {
        case .success(let (settings, _)): return .success(.settings(reviewer.with(settings: settings)))
        case .failure(let problem):
            console.problem(problem.text)
            return .failure(SharedOptions.Failure(code: .unreadable))
        }
    }
}
