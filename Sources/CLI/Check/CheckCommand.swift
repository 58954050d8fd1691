import ALBController
import Admission
import Check
import JSON
import Rules

/// Judges manifests before the cluster sees them.
enum CheckCommand: Subcommand {
    static let name = "check"
    static let operands = "[FILE|DIR|-]..."
    static let summary = "Judges plain objects in YAML and JSON, all of them being each other's context."
    static let options =
        [
            CheckOutputs.option,
            Option(name: "fail-on-warn", help: "exit 2 when there are warnings and no denial"),
            Option(
                name: "old",
                value: "PATH",
                help: "the stored objects: those that are there too are judged as updates of them",
                isRepeatable: true
            ),
            SharedOptions.namespace,
        ] + CheckFixing.options + [
            CheckOutputs.color,
            Option(name: "json-schema", help: "print the JSON Schema of -o json instead"),
        ] + BaselineFile.options + SharedOptions.context
    static let notes = #"""
        Each input holds plain objects: manifests, what 'helm template' or 'kustomize build' prints, what
        'kubectl get -o json' or '-o yaml' prints; single ones, arrays, Lists, and streams of them. A DIR is searched for
        .yaml, .yml, .json, .jsonl and .ndjson files. Without an input, or with -, standard input is read.

        All objects are judged as if they were created together, each with the defaults that /mutate fills in. A denial
        that rests on an object which is not among them is a warning, unless all objects of that kind are known: from a
        cluster (they have a uid), from an 'IngressList' and the like, or from --objects.

        A comment "# alb-admission: ignore ALB408 reason" keeps a rule quiet: behind a value for that line, on a line of
        its own for the next line, above the first line of an object for all of it. A rule that stops a whole ALB is
        ignored only for a reason.

        --fix makes the fixes that are certain, and the defaults that /mutate fills in, and leaves every other byte as it
        is: comments, order, quotes. Each one is proven: afterwards its finding is gone and nothing as bad is new. A fix
        that would have to change an anchor or a template is said and not made. Findings and exit code are those of the
        fixed files; what standard input becomes goes to standard output. --diff prints the fixes as a diff, which
        'git apply' and 'patch -p1' take, and writes nothing unless --fix is there too.

        YAML is read as kubectl reads it; a key that stands twice is an error.

        examples:
          alb-admission check deploy/
          helm template shop ./chart | alb-admission check -n shop -
          kubectl get ingresses,services,albconfigs,ingressclasses -A -o json | alb-admission check -
          alb-admission check --objects cluster.json --fail-on-warn deploy/
        """#

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        if options.isSet("json-schema") {
            console.out(CheckReportSchema.text)
            return .clean
        }
        var outputs: CheckOutputs
        do throws(Options.UsageError) {
            outputs = try CheckOutputs(options)
        } catch {
            console.problem("check: \(error.text)")
            return .usage
        }
        if let problem = CheckFixing.conflict(options) {
            console.problem("check: \(problem)")
            return .usage
        }
        if options.operands.isEmpty, console.inputIsTerminal {
            console.problem("check: no input; name a file, a folder, or - for standard input")
            return .usage
        }
        let settings: Settings
        let context: ClusterSnapshot
        switch SharedOptions.judging(options, console) {
        case .success(let read): (settings, context) = read
        case .failure(let failure): return failure.code
        }
        let progress = ProgressLine(console)
        let namespace = options.value("namespace") ?? "default"
        progress.show("reading")
        let input = CheckInput(options.operands.isEmpty ? ["-"] : options.operands, namespace: namespace, console)
        let old = CheckInput(options.all("old"), namespace: namespace, console)
        progress.show("judging \(input.finder.objects.count) objects")
        let checker = Checker(catalog: .standard, settings: settings, context: context, now: console.now())
        let stored = StoredVersions(old.finder.objects, in: old.files)
        var run = checker.judge(
            input.finder.objects,
            in: input.files,
            completeKinds: input.finder.listedKinds,
            old: stored
        )
        var problems = old.allProblems + input.allProblems
        let isColoured = CheckOutputs.isColoured(options, console)
        let fixing = CheckFixing(options, isColoured: isColoured, console)
        if let fixing {
            progress.show("fixing")
            let baseline: Baseline?
            do throws(BaselineFile.Problem) {
                baseline = try BaselineFile.known(options)
            } catch {
                progress.clear()
                return failure(error, console)
            }
            problems += fixing.carryOut(&run, keeping: baseline) { files in
                var finder = ObjectFinder(namespace: namespace)
                for (index, file) in files.enumerated() { finder.read(file, at: index, mustHoldObjects: false) }
                return checker.judge(finder.objects, in: files, completeKinds: finder.listedKinds, old: stored)
            }
        }
        var report = run.report(problems, withEdits: outputs.showEdits)
        progress.clear()
        do throws(BaselineFile.Problem) {
            try BaselineFile.use(options, on: &report)
        } catch {
            return failure(error, console)
        }
        let isRead = !report.problems.contains(where: \.isFatal) && !input.finder.objects.isEmpty
        let code = CheckOutputs.exitCode(report, isRead: isRead, options)
        if fixing?.isOutputTaken(run) == true { outputs.leaveStandardOutput() }
        return outputs.finish(report, run.files, code, options, console)
    }

    private static func failure(_ problem: BaselineFile.Problem, _ console: Console) -> ExitCode {
        console.problem("check: \(problem.text)")
        return problem.code
    }
}
