import Admission
import Glibc
import Sockets
import TLS
import Webhook

/// Runs the HTTPS webhook server until it is told to stop.
enum ServeCommand: Subcommand {
    static let name = "serve"
    static let operands = ""
    static let summary = "Runs the HTTPS webhook server: POST /mutate and POST /validate."
    static let options = ServeOptions.all
    static let notes = """
        Without certificate files the server makes a self-signed certificate for localhost, in memory, and says so in
        the log. Certificates, the configuration file and saved objects are read again every 5 seconds and on SIGHUP;
        what does not verify is reported and leaves what is in use as it is. With --kube-api the cluster is followed, and
        a denial that rests on another object is looked up first; in a Pod that is --kube-api in-cluster.
        With --record each answered review is kept in DIR, a line each, without the data of Secrets; what cannot be
        written is counted, and holds up nobody. 'alb-admission review DIR --against FILE' tries other settings on it.
        SIGTERM: not ready, then --shutdown-delay, then the requests that have begun are answered, then exit 0; a second
        one ends the delay, a third one everything.
        """

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        guard options.operands.isEmpty else {
            console.problem("serve: takes no operands, got \"\(options.operands[0])\"")
            return .usage
        }
        if let problem = descriptorProblem() {
            console.problem("serve: \(problem)")
            return .internalError
        }
        // Before anything is read: a source may make the start wait.
        let termination = Termination()
        do {
            try console.onSignal { termination.arrived($0) }
            let configuration = try ServeOptions.configuration(options, console)
            return try serve(configuration, options, termination)
        } catch let problem as ServeOptions.Problem {
            console.problem("serve: \(problem.text)")
            return problem.code
        } catch {
            let text = (error as? WebhookConfiguration.SourceError)?.text ?? "\(error)"
            console.problem("serve: \(text)")
            return .unreadable
        }
    }

    private static func serve(
        _ configuration: WebhookConfiguration,
        _ options: Options,
        _ termination: Termination
    ) throws -> ExitCode {
        let log = ServeOptions.log(options)
        var configuration = configuration
        configuration.overrun = { _exit(ExitCode.internalError.rawValue) }
        let server = try WebhookServer(configuration, log: log)
        if ServeOptions.isSelfSigned(options) {
            log.write(.warn, "no certificate files given; serving a self-signed certificate for localhost")
        }
        termination.attach(server)
        server.wait()
        return .clean
    }

    /// The libraries below end the process without a word when they get no descriptor.
    private static func descriptorProblem() -> String? {
        ProcessLimits.raiseDescriptorLimit()
        let limit = ProcessLimits.descriptors
        guard limit < ServerPlan.minimumDescriptors else { return nil }
        return "only \(limit) files may be open (ulimit -n), at least \(ServerPlan.minimumDescriptors) are needed"
    }
}
