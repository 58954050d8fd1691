import ALBController
import Check
import Graph
import Kubernetes
import Routes
import Rules

/// Shows ALBs as trees, drawings, or a page.
enum GraphCommand: Subcommand {
    static let name = "graph"
    static let operands = "[FILE|DIR|-]..."
    static let summary = "Draws each ALB: listeners, their rules in order, Services, and what is wrong."
    static let options =
        [
            Option(
                name: "output",
                short: "o",
                value: "FORMAT[=FILE]",
                help: "text, html, dot or mermaid (default text)",
                isRepeatable: true,
                words: GraphFormat.allCases.map(\.name)
            ),
            Option(name: "albconfig", value: "NAME", help: "this ALB alone (default all)"),
            Option(name: "host", value: "HOST", help: "the rules that may answer for this host alone"),
            SharedOptions.namespace,
        ] + ClusterInput.options + SharedOptions.context
    static let notes = #"""
        Objects come from files, from standard input (-, and without FILE), or from a cluster, as with 'route'. What
        'check' would say of them stands where it belongs.

        AlbConfig, listener, Ingress, path, Service: rules stand in the order in which the ALB asks them. Marked is what
        stops the controller for the whole ALB, which rules are never reached and which ones answer instead, which are
        open in clear text (HTTP that forwards to a Service), what was not built and why, and Services that cannot answer.

          text     a tree
          html     one page without any network access: search, filters, light and dark, to print
          dot      Graphviz: | dot -Tsvg
          mermaid  a flowchart for Markdown; renderers refuse more than 500 arrows, --albconfig and --host show a part

        exit codes here: 0 it is drawn, whatever is wrong in it; 3 input unreadable

        examples:
          alb-admission graph deploy/
          alb-admission graph --kubeconfig prod.yaml -o html=alb.html
          alb-admission graph --host shop.example.com -o mermaid deploy/
          kubectl get albconfigs,ingressclasses,ingresses,services -A -o json | alb-admission graph -o html=alb.html -
        """#

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        let outputs: [FormatOutput<GraphFormat>]
        do throws(OutputProblem) {
            let listed = try FormatOutput<GraphFormat>.list(parsing: options.all("output"))
            outputs = listed.isEmpty ? [FormatOutput(.text)] : listed
        } catch {
            console.problem("graph: --output \(error.text)")
            return .usage
        }
        let host = options.value("host")?.lowercased()
        if let host, host.isEmpty || host.contains(where: { "/ ".contains($0) }) {
            console.problem("graph: --host must be a host such as shop.example.com, is \"\(host.clipped)\"")
            return .usage
        }
        guard let settings = SharedOptions.settings(options, console) else { return .unreadable }
        let input: RouteInput
        do throws(ServeOptions.Problem) {
            input = try RouteInput.read(options, files: options.operands, settings, console)
        } catch {
            console.problem("graph: \(error.text)")
            return error.code
        }
        for problem in input.problems { console.problem(problem.line) }
        if let name = options.value("albconfig"),
            !input.check(albConfig: name, Router(input.context), "graph", console)
        {
            return .unreadable
        }
        let selection = GraphSelection(albConfig: options.value("albconfig"), host: host)
        var graph = GraphBuilder.build(
            input.context,
            input.findings(now: console.now()),
            stopsALB: GroupFailure.isSaid,
            selection
        )
        graph.notes += input.problems.map(\.line)
        let title = title(options, input)
        // Where one file cannot be written the others are.
        let isWritten = outputs.map { write(graph, to: $0, title: title, console) }.allSatisfy(\.self)
        let isBroken = input.problems.contains(where: \.isFatal) || input.isEmpty
        return isBroken || !isWritten ? .unreadable : .clean
    }

    private static func title(_ options: Options, _ input: RouteInput) -> String {
        if let name = input.clusterName { return name }
        let names = options.operands.isEmpty ? ["-"] : options.operands
        return names.map { name in
            if name == "-" { return "standard input" }
            // Who gets the page need not know where it lies here.
            return name.hasPrefix("/") ? name.split(separator: "/").last.map(String.init) ?? name : name
        }.joined(separator: ", ")
    }

    /// False, with the reason said, when it could not be written.
    private static func write(
        _ graph: ALBGraph,
        to output: FormatOutput<GraphFormat>,
        title: String,
        _ console: Console
    ) -> Bool {
        let bytes = output.format.document(graph, title: title)
        guard let file = output.file else {
            console.out(String(decoding: bytes, as: UTF8.self))
            return true
        }
        guard let reason = OutputFile.write(bytes, to: file) else { return true }
        console.problem("\(file): \(reason)")
        return false
    }
}
