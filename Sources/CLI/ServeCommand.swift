import Admission
import TLS
import Transport
import Webhook

/// Runs the HTTPS webhook server until it is told to stop.
enum ServeCommand: Subcommand {
    static let name = "serve"
    static let operands = ""
    static let summary = "Runs the HTTPS webhook server: POST /mutate and POST /validate."
    static let options = ServeOptions.all
    static let notes = """
        Without certificate files the server makes a self-signed certificate for localhost, in memory, and says so in
        the log. Certificates and the configuration file are read again every 5 seconds; what does not verify is
        reported and leaves what is in use as it is. SIGTERM: not ready, then --shutdown-delay, then the requests that
        have begun are answered, then exit 0.
        """

    static func run(_ options: Options, _ console: Console) -> ExitCode {
        guard options.operands.isEmpty else {
            console.problem("serve: takes no operands, got \"\(options.operands[0])\"")
            return .usage
        }
        let configuration: WebhookConfiguration
        do throws(ServeOptions.Problem) {
            configuration = try ServeOptions.configuration(options, console)
        } catch {
            console.problem("serve: \(error.text)")
            return error.code
        }
        let log = ServeOptions.log(options)
        let termination = Termination()
        ProcessLimits.raiseDescriptorLimit()
        do {
            try ProcessSignals.onTermination { _ in termination.arrived() }
            let server = try WebhookServer(configuration, log: log)
            if ServeOptions.isSelfSigned(options) {
                log.write(.warn, "no certificate files given; serving a self-signed certificate for localhost")
            }
            termination.attach { server.shutDown() }
            server.wait()
            return .clean
        } catch {
            log.flush()
            let text = (error as? WebhookConfiguration.SourceError)?.text ?? "\(error)"
            console.problem("serve: \(text)")
            return error is TransportError ? .internalError : .unreadable
        }
    }
}
