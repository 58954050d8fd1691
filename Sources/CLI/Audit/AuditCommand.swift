import ALBController
import Admission
import Check
import Documents
import JSON
import Kubernetes
import Manifests
import Rules

/// Judges what exists already.
enum AuditCommand: Subcommand {
    static let name = "audit"
    static let operands = "[FILE|DIR|-]..."
    static let summary = "Reads a cluster, or files, once and reports every finding over what exists."
    static let options =
        [
            CheckOutputs.option,
            Option(name: "fail-on-warn", help: "exit 2 when there are warnings and no denial"),
            CheckOutputs.color,
            Option(name: "json-schema", help: "print the JSON Schema of -o json instead"),
        ] + ClusterInput.options + BaselineFile.options
        + [Option(name: "config", value: "FILE", help: "the settings, a JSON file")]
    static let notes = #"""
        Without FILE and without flags it reads the cluster that kubectl would: $KUBECONFIG, then ~/.kube/config, then the
        cluster around the Pod. Inputs are files as 'check' takes them; - is standard input.

        Objects are judged as they are stored: no default is filled in, and no denial is softened because the object was
        like that before. So it says what would be refused if all of it were created today. Objects of other controllers
        and those that are being deleted are not judged.

        A kubeconfig may have a client certificate, a token, a token file, or none of them. Programs that log in (exec),
        auth-providers, proxies and impersonation are not supported: 'kubectl proxy' with --kube-api
        http://127.0.0.1:8001 is, and so is 'kubectl get -o json' into standard input.

        What cannot be read is said for each kind, and the rest is answered. Exit code 3 if nothing, or no Ingresses, or
        no AlbConfigs could be read; a cluster that has no kind AlbConfig is read without.

        examples:
          alb-admission audit
          alb-admission audit --kubeconfig prod.yaml --context prod -o text -o sarif=audit.sarif
          alb-admission audit --kube-api in-cluster --fail-on-warn
          kubectl get ingresses,ingressclasses,services,namespaces,albconfigs -A -o json | alb-admission audit -
        """#

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        if options.isSet("json-schema") {
            console.out(CheckReportSchema.text)
            return .clean
        }
        let outputs: CheckOutputs
        do throws(Options.UsageError) {
            outputs = try CheckOutputs(options)
        } catch {
            console.problem("audit: \(error.text)")
            return .usage
        }
        guard case .success(let (settings, _)) = SharedOptions.judging(options, console) else { return .unreadable }
        do throws(ServeOptions.Problem) {
            let input = try input(options, console)
            return audit(input, settings, options, outputs, console)
        } catch {
            console.problem("audit: \(error.text)")
            return error.code
        }
    }

    private struct Input {
        var files: [ManifestFile]
        var objects: [CheckedObject]
        var completeKinds: Set<ObjectKind>
        var problems: [CheckProblem]
        var isCluster: Bool
    }

    private static func input(_ options: Options, _ console: Console) throws(ServeOptions.Problem) -> Input {
        let progress = ProgressLine(console)
        defer { progress.clear() }
        let operands = options.operands
        guard let source = try ClusterInput.source(options, files: operands, isDefault: true, console) else {
            progress.show("reading")
            let input = CheckInput(operands, namespace: "default", console)
            return Input(
                files: input.files,
                objects: input.finder.objects,
                completeKinds: input.finder.listedKinds,
                problems: input.allProblems,
                isCluster: false
            )
        }
        progress.show("reading \(source.access.name)")
        let cluster = ClusterObjects.read(source)
        var finder = ObjectFinder(namespace: "default")
        for (index, file) in cluster.files.enumerated() { finder.read(file, at: index, mustHoldObjects: true) }
        return Input(
            files: cluster.files,
            objects: finder.objects,
            completeKinds: cluster.completeKinds,
            problems: cluster.problems + finder.problems,
            isCluster: true
        )
    }

    private static func audit(
        _ input: Input,
        _ settings: Settings,
        _ options: Options,
        _ outputs: CheckOutputs,
        _ console: Console
    ) -> ExitCode {
        let progress = ProgressLine(console)
        progress.show("judging \(input.objects.count) objects")
        let checker = Checker(catalog: .standard, settings: settings, context: .empty, now: console.now())
        let run = checker.judge(input.objects, in: input.files, completeKinds: input.completeKinds, asStored: true)
        var report = run.report(input.problems)
        progress.clear()
        do throws(BaselineFile.Problem) {
            try BaselineFile.use(options, on: &report)
        } catch {
            console.problem("audit: \(error.text)")
            return error.code
        }
        report.countNamespaces(of: run)
        // A cluster without objects is clean; a file without is a mistake.
        let isRead = !report.problems.contains(where: \.isFatal) && (input.isCluster || !input.objects.isEmpty)
        let code = CheckOutputs.exitCode(report, isRead: isRead, options)
        return outputs.finish(report, input.files, code, options, console)
    }
}
