import ALBController
import Check
import JSON
import Routes

/// Says what would answer a request, and why it would be 503, 404 or 308.
enum RouteCommand: Subcommand {
    static let name = "route"
    static let operands = "URL [FILE|DIR|-]..."
    static let summary = "Says which listener, rule and Service would answer a request, and why it fails."
    static let options =
        [
            Option(
                name: "header",
                value: "NAME=VALUE",
                help: "a header of the request; the host is the URL's",
                isRepeatable: true
            ),
            Option(name: "cookie", value: "NAME=VALUE", help: "a cookie of the request", isRepeatable: true),
            Option(name: "method", value: "METHOD", help: "the method of the request (default GET)"),
            Option(name: "source-ip", value: "ADDRESS", help: "the client's address, as the ALB sees it"),
            Option(name: "albconfig", value: "NAME", help: "asks one ALB alone (default all that have the host)"),
            Option(
                name: "output",
                short: "o",
                value: "text|json",
                help: "for people, or one JSON document (default text)",
                choices: ["text", "json"]
            ),
            SharedOptions.namespace,
        ] + ClusterInput.options + SharedOptions.context
    static let notes = #"""
        Objects come from files, from standard input (-, and without FILE), or from a cluster: by --kube-api, --kubeconfig,
        or on a terminal without FILE the one that kubectl would talk to. Manifests get the defaults that /mutate fills in;
        what comes from a cluster (it has a uid) or from --objects stays as it is. AlbConfigs, IngressClasses, Ingresses,
        Services, Secrets, Endpoints and EndpointSlices are looked at. Where files have no IngressClass or AlbConfig, that
        is said, and they are taken to be what the Ingresses ask for.

        The answer names the ALB, its DNS name and listener, the certificate, the first rule that matches with its actions,
        the Service behind it, and the status that a client sees with its reason and fix. Then rules that come later and
        would match too, rules of the host that do not match and why, and Ingresses of which the controller makes no rule.

        Regular expressions are searched for in the path without regard to case. Query and path are compared as they are
        written in the URL.

        exit codes here: 0 something answers (2xx or 3xx, as far as that is known), 1 nothing does, 3 input unreadable

        examples:
          alb-admission route https://shop.example.com/cart deploy/
          alb-admission route --kubeconfig prod.yaml --kube-secrets https://shop.example.com/cart
          alb-admission route --header x-canary=yes http://shop.example.com/ deploy/
          kubectl get albconfigs,ingressclasses,ingresses,services,secrets,endpointslices -A -o json \
            | alb-admission route https://shop.example.com/cart -
        """#

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        let question: RouteQuestion
        do throws(RouteFlags.Problem) {
            question = try RouteFlags.question(options)
        } catch {
            console.problem("route: \(error.text)")
            return .usage
        }
        guard let settings = SharedOptions.settings(options, console) else { return .unreadable }
        let input: RouteInput
        do throws(ServeOptions.Problem) {
            input = try RouteInput.read(options, files: Array(options.operands.dropFirst()), settings, console)
        } catch {
            console.problem("route: \(error.text)")
            return error.code
        }
        for problem in input.problems { console.problem(problem.line) }
        let isBroken = input.problems.contains(where: \.isFatal) || input.isEmpty
        let router = Router(input.context)
        if let name = options.value("albconfig"), !input.check(albConfig: name, router, "route", console) {
            return .unreadable
        }
        var report = router.answer(question, albConfig: options.value("albconfig"))
        input.explain(&report, now: console.now())
        if options.value("output") == "json" {
            console.out(String(decoding: RouteJSON.write(report), as: UTF8.self) + "\n")
        } else {
            console.out(RouteText.describe(report))
        }
        return isBroken ? .unreadable : report.answers ? .clean : .denied
    }
}
