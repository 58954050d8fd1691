import HTTP

/// What the parser made of a response's bytes, as a value that can be compared.
enum ResponseOutcome: Equatable {
    case incomplete(mayEnd: Bool)
    case response(HTTPResponseHead, body: String, rest: String)
    case error(HTTPParseError)
}

/// Feeds pieces to a parser as reads would, until it has a response or refuses.
func parseResponse(_ pieces: [[UInt8]]) -> ResponseOutcome {
    var parser = HTTPResponseParser()
    let buffer = ByteBuffer(capacity: 64)
    var head: HTTPResponseHead?
    var body: [UInt8] = []
    for (index, piece) in pieces.enumerated() {
        buffer.append(piece)
        do throws(HTTPParseError) {
            if head == nil { head = try parser.parseHead(buffer) }
            guard let head, try parser.parseBody(buffer, { body += $0 }) else { continue }
            let rest = Array(buffer.bytes) + pieces.dropFirst(index + 1).flatMap { $0 }
            return .response(head, body: text(body), rest: text(rest))
        } catch {
            return .error(error)
        }
    }
    return .incomplete(mayEnd: head != nil && parser.mayEndHere)
}

func parseResponse(_ text: String) -> ResponseOutcome {
    parseResponse([Array(text.utf8)])
}

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
