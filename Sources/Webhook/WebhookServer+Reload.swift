import Admission
import ClusterContext
import HTTPServer
import Synchronization
import Certificates
import TLS

/// Taking changed files into use while requests are served.
extension WebhookServer {
    func readSources() {
        reloadCertificate()
        reloadConfiguration()
        reloadObjects()
        noticeExpiry(now: WallClock.seconds())
    }

    private func reloadCertificate() {
        do {
            let credentials = try configuration.credentials().get()
            let clients = try configuration.clients?().get()
            let isSame = state.withLock { state in
                state.credentials.contentHash == credentials.contentHash && state.clients.isSame(as: clients)
            }
            if !isSame { try replace(with: credentials, clients) }
            state.withLock { $0.certificateProblem = nil }
            shared.metrics.certificateWasRead(failed: false, replaced: !isSame)
        } catch {
            shared.metrics.certificateWasRead(failed: true, replaced: false)
            complain("certificate not replaced; the old one stays", error, \.certificateProblem)
        }
    }

    private func replace(
        with credentials: TLSCredentials,
        _ clients: TLSContext.ClientAuthentication?
    ) throws {
        let now = WallClock.seconds()
        let old = state.withLock { $0.credentials }
        if !credentials.isValid(atUnixSeconds: now), old.isValid(atUnixSeconds: now) {
            let problem = now < credentials.notBefore ? "is not valid yet" : "has expired"
            throw WebhookConfiguration.SourceError("the new certificate \(problem)")
        }
        let context = try TLSContext(
            server: credentials,
            minimumVersion: configuration.minimumVersion,
            clients: clients
        )
        reviews.replaceContext(context)
        let clientsHaveChanged = state.withLock { state in
            defer { state.clients = clients }
            state.credentials = credentials
            state.expiryNotice = nil
            let isShuttingDown = state.readiness.isShuttingDown
            state.readiness = Readiness(credentials, standIn: configuration.standIn)
            state.readiness.isShuttingDown = isShuttingDown
            // Within the lock, so that the loops hear of two changes in the order in which they were made.
            operations?.send(state.readiness)
            return !state.clients.isSame(as: clients)
        }
        // Who was let in by the old rules has to knock again.
        if clientsHaveChanged { reviews.endConnections() }
        shared.log.write(
            .info,
            "certificate replaced",
            [("notAfter", .text(WallClock.timestamp(seconds: credentials.notAfter)))]
        )
    }

    private func reloadConfiguration() {
        do {
            let source = try configuration.reviewer().get()
            let isSame = state.withLock { state in
                state.configurationProblem = nil
                return state.configurationBytes == source.configuration
            }
            guard !isSame else {
                shared.metrics.configurationIsUnchanged()
                return
            }
            state.withLock { $0.configurationBytes = source.configuration }
            if let context {
                context.use(source.reviewer.settings)
            } else {
                reviews.send(Publication(source.reviewer))
            }
            shared.metrics.configurationWasRead(failed: false)
            shared.log.write(.info, "configuration replaced")
        } catch {
            if complain("configuration not replaced; the last good one stays", error, \.configurationProblem) {
                shared.metrics.configurationWasRead(failed: true)
            }
        }
    }

    private func reloadObjects() {
        guard let context, let read = configuration.savedObjects else { return }
        do {
            let saved = try read().get()
            let isSame = state.withLock { state in
                defer { state.objectsHash = saved.contentHash }
                state.objectsProblem = nil
                return state.objectsHash == saved.contentHash
            }
            guard !isSame else { return }
            context.use(saved)
            shared.log.write(.info, "saved objects replaced")
        } catch {
            complain("saved objects not replaced; the last good ones stay", error, \.objectsProblem)
        }
    }

    /// Says once that the certificate comes to its end, and once that it has.
    private func noticeExpiry(now: Int) {
        let notice = state.withLock { state -> ExpiryNotice? in
            let notice = ExpiryNotice(state.credentials, now: now)
            guard notice != state.expiryNotice else { return nil }
            state.expiryNotice = notice
            return notice
        }
        guard let notice else { return }
        shared.log.write(
            notice.level,
            notice.message,
            [("notAfter", .text(WallClock.timestamp(seconds: notice.notAfter)))]
        )
    }

    /// True when the problem is a new one.
    @discardableResult
    private func complain(
        _ message: String,
        _ error: any Error,
        _ memory: any WritableKeyPath<State, String?> & Sendable
    ) -> Bool {
        let text = (error as? WebhookConfiguration.SourceError)?.text ?? "\(error)"
        let isNew = state.withLock { state in
            defer { state[keyPath: memory] = text }
            return state[keyPath: memory] != text
        }
        if isNew { shared.log.write(.error, message, [("error", .text(text))]) }
        return isNew
    }
}

extension TLSContext.ClientAuthentication? {
    fileprivate func isSame(as other: Self) -> Bool {
        self?.authorityPEM == other?.authorityPEM && self?.allowedNames == other?.allowedNames
    }
}
