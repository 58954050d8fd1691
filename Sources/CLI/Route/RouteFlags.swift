import ALBController
import Routes

/// The request that the URL and the flags of `route` describe.
enum RouteFlags {
    struct Problem: Error {
        var text: String
    }

    static func question(_ options: Options) throws(Problem) -> RouteQuestion {
        guard let url = options.operands.first else { throw Problem(text: "needs a URL, such as https://HOST/PATH") }
        var question: RouteQuestion
        do throws(RouteQuestion.Problem) {
            question = try RouteQuestion(url: url)
        } catch {
            throw Problem(text: "URL \"\(url.count > 200 ? url.prefix(200) + "..." : url)\" \(error.text)")
        }
        if let method = options.value("method") {
            guard !method.isEmpty, method.utf8.allSatisfy(isTokenByte) else {
                throw Problem(text: "--method must be a method such as GET or POST, is \"\(method)\"")
            }
            question.method = method.uppercased()
        }
        for text in options.all("header") { question.headers.append(try header(text)) }
        for text in options.all("cookie") { question.cookies.append(try pair(text, "--cookie")) }
        if let text = options.value("source-ip") {
            guard let address = IPAddress(text) else {
                throw Problem(text: "--source-ip must be an IPv4 or IPv6 address, is \"\(text)\"")
            }
            question.sourceIP = address
        }
        return question
    }

    private static func header(_ text: String) throws(Problem) -> KeyValue {
        let header = try pair(text, "--header")
        guard header.key.utf8.allSatisfy(isTokenByte) else {
            throw Problem(text: "--header \"\(text)\": \"\(header.key)\" is no name of a header")
        }
        switch header.key.lowercased() {
        case "host": throw Problem(text: "--header \"\(text)\": the host is that of the URL")
        case "cookie": throw Problem(text: "--header \"\(text)\": write each cookie as --cookie NAME=VALUE")
        default: return header
        }
    }

    private static func pair(_ text: String, _ flag: String) throws(Problem) -> KeyValue {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw Problem(text: "\(flag) must be NAME=VALUE, is \"\(text)\"")
        }
        return KeyValue(String(parts[0]), String(parts[1]))
    }

    /// RFC 9110 section 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
