import HTTP
import JSON

/// A request about one object, from the answer's head to what it came to; a value without sockets.
struct ObjectRead {
    let namespace: String
    let name: String
    private let limit: Int
    private var status = 0
    private var body: [UInt8] = []

    init(namespace: String, name: String, limit: Int) {
        self.namespace = namespace
        self.name = name
        self.limit = limit
    }

    mutating func answered(_ head: HTTPResponseHead) {
        status = head.status
        body = []
    }

    /// False when it is more than any object has.
    mutating func received(_ bytes: UnsafeRawBufferPointer) -> Bool {
        body += bytes
        return body.count <= limit
    }

    /// At the end of the body, or where it became too large.
    func result() -> ObjectAnswer {
        do throws(ResourceProblem) {
            if body.count > limit { throw APIObject.tooLarge(limit) }
            // 201 is the answer to a POST.
            guard status == 200 || status == 201 else { return refused(ServerStatus(body: body)) }
            let object = try APIObject.checked(APIObject.json(body, "an object"))
            let metadata = object["metadata"]
            guard metadata?["name"]?.string == name,
                namespace.isEmpty || metadata?["namespace"]?.string == namespace
            else { throw .malformed("another object than was asked for") }
            return .found(object)
        } catch {
            return .failed(error)
        }
    }

    /// Only a Status that is about this object says that it is absent: 404 is also the answer where the kind is not
    /// installed, or something else listens.
    private func refused(_ answer: ServerStatus) -> ObjectAnswer {
        if status == 409, answer.isStatus { return .conflict(answer.message) }
        if status == 404, answer.isStatus, answer.reason == "NotFound", answer.name.isEmpty || answer.name == name {
            return .absent
        }
        return .failed(answer.problem(status))
    }
}

/// What a request about one object came to, whatever it was.
enum ObjectAnswer: Sendable {
    case found(JSONValue)
    case absent
    case conflict(String)
    case failed(ResourceProblem)

    var read: APIRead {
        switch self {
        case .found(let object): .found(object)
        case .absent: .absent
        case .conflict(let text): .failed(.answer(status: 409, text))
        case .failed(let problem): .failed(problem)
        }
    }

    var write: APIWrite {
        switch self {
        case .found(let object): .done(object)
        case .absent: .absent
        case .conflict(let text): .conflict(text)
        case .failed(let problem): .failed(problem)
        }
    }
}
