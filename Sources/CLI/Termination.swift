import Glibc
import Synchronization
import Webhook

/// Hands signals to the server.
///
/// One that comes before the server is there ends the process at once: nothing has been promised to anybody yet, and
/// what the start waits for may never come.
final class Termination: Sendable {
    private let server = Mutex<WebhookServer?>(nil)

    func attach(_ new: WebhookServer) {
        server.withLock { $0 = new }
    }

    func arrived(_ signal: CInt) {
        let server = server.withLock { $0 }
        if signal == SIGHUP {
            server?.reloadSoon()
        } else if let server {
            server.shutDown()
        } else {
            _exit(ExitCode.clean.rawValue)
        }
    }
}
