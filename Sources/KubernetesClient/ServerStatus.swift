import JSON
import Kubernetes

/// What an API server says when it refuses: `metav1.Status`, or the text that something in front of it sends.
struct ServerStatus {
    /// Bytes of a refusal that are looked at.
    static let limit = 64 * 1024

    var code: Int?
    var reason = ""
    /// One line, bounded.
    var message: String
    /// Of the object that it is about; empty when it is about none.
    var name = ""
    var isStatus = false

    init(body: [UInt8]) {
        if let value = try? JSONDocument(parsing: body).value, value["kind"]?.string == "Status" {
            self = ServerStatus(value)
            return
        }
        let text = String(decoding: body.prefix(1024), as: UTF8.self)
        let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        message = PlainText.line(first).clipped(to: 200)
    }

    init(_ value: JSONValue) {
        code = value["code"]?.integer
        reason = value["reason"]?.string ?? ""
        message = PlainText.line(value["message"]?.string ?? reason).clipped(to: 500)
        name = value["details"]?["name"]?.string ?? ""
        isStatus = true
    }

    /// What a response with this status means.
    func problem(_ status: Int) -> ResourceProblem {
        let text = message.isEmpty ? "HTTP status \(status) without a word" : message
        return status == 401 || status == 403 ? .forbidden(text) : .answer(status: status, text)
    }
}
