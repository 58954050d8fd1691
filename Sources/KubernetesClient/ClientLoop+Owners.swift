import HTTP
import Sockets

/// What connections bring, to those who asked for it.
extension ClientLoop {
    /// False when no more of the answer is wanted.
    func deliver(_ event: Exchange.Event, _ connection: APIConnection) -> Bool {
        switch (connection.owner, event) {
        case (.resource(let index), .head(let head)):
            followers[index].answered(head, now: now, tell(index))
            return true
        case (.resource(let index), .piece(let bytes)):
            return followers[index].received(bytes, now: now, tell(index))
        case (.read, .head(let head)):
            reads[connection.tag]?.read.answered(head)
            return true
        case (.read, .piece(let bytes)):
            return reads[connection.tag]?.read.received(bytes) ?? false
        }
    }

    func complete(_ connection: APIConnection, isReusable: Bool) {
        if !isReusable { close(connection) }
        switch connection.owner {
        case .resource(let index):
            followers[index].completed(now: now, tell(index))
        case .read:
            if isReusable { idleReaders.append(connection.tag) }
            finishRead(connection.tag)
        }
    }

    /// The one who asked has said that it wants no more, or something came that nobody asked for.
    func abandon(_ connection: APIConnection) {
        close(connection)
        if case .read = connection.owner { finishRead(connection.tag) }
    }

    /// The connection broke or took too long.
    func lose(_ connection: APIConnection, _ problem: ResourceProblem) {
        // Nobody waits for it.
        guard connection.exchange.stage != .idle else { return close(connection) }
        let request = connection.mayAskAgain ? connection.request : nil
        close(connection)
        guard let request else { return fail(connection, problem) }
        let next = makeConnection(connection.owner)
        next.request = request
        switch connection.owner {
        case .resource(let index): connectionTags[index] = next.tag
        case .read: reads.move(from: connection.tag, to: next.tag)
        }
        connect(next)
    }

    /// The request was not sent.
    func refuse(_ connection: APIConnection, _ problem: ResourceProblem) {
        connection.request = nil
        if case .read = connection.owner { idleReaders.append(connection.tag) }
        fail(connection, problem)
    }

    private func fail(_ connection: APIConnection, _ problem: ResourceProblem) {
        switch connection.owner {
        case .resource(let index): followers[index].failed(problem, now: now, tell(index))
        case .read: reads.remove(connection.tag)?.request.done(.failed(problem))
        }
    }

    func close(_ connection: APIConnection) {
        connections[connection.tag] = nil
        idleReaders.removeAll { $0 == connection.tag }
        if case .resource(let index) = connection.owner, connectionTags[index] == connection.tag {
            connectionTags[index] = nil
        }
        connection.stream?.shutDown()
        connection.stream = nil
    }
}

/// Reads of single objects.
extension ClientLoop {
    func enqueue(_ request: ReadRequest) {
        guard followers.indices.contains(request.resource) else { return request.done(.failed(.unknownKind)) }
        let path = followers[request.resource].path
        guard let target = RequestTarget.of(request, in: path) else {
            return request.done(.failed(.malformed("no object can have this name or namespace")))
        }
        let read = ObjectRead(namespace: request.namespace, name: request.name, limit: timing.objectSize)
        guard reads.add(ReadTable.Entry(request: request, target: target, read: read)) else {
            return request.done(.failed(.unreachable("more than \(ReadTable.queueLimit) reads are waiting")))
        }
    }

    func ask(_ entry: ReadTable.Entry) {
        let request = APIRequest(target: entry.target, change: entry.request.change, silence: timing.body)
        if let tag = idleReaders.popLast(), let connection = connections[tag] {
            reads[tag] = entry
            return ask(request, connection)
        }
        let connection = makeConnection(.read)
        reads[connection.tag] = entry
        connection.request = request
        connect(connection)
    }

    func expireReads() {
        for entry in reads.takeExpired(now: now) { entry.request.done(.failed(.late)) }
        for tag in reads.expiredTags(now: now) {
            if let connection = connections[tag] { close(connection) }
            reads.remove(tag)?.request.done(.failed(.late))
        }
    }

    private func finishRead(_ tag: UInt64) {
        guard let entry = reads.remove(tag) else { return }
        entry.request.done(entry.read.result())
    }
}

extension ResourceProblem {
    fileprivate static let late = ResourceProblem.unreachable("no answer within the time that was given")
}
