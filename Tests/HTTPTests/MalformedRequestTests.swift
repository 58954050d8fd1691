import HTTP
import TestSupport
import Testing

/// Requests that must be refused, each with the section of RFC 9112 (or the RFC named) that says so.
struct MalformedRequestTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let section: String
        let text: String
        let error: HTTPParseError

        var testDescription: String { "\(name) (\(section))" }

        init(_ name: String, _ section: String, _ text: String, _ error: HTTPParseError) {
            self.name = name
            self.section = section
            self.text = text
            self.error = error
        }

        /// A POST with these field lines and this content.
        static func fields(
            _ name: String,
            _ section: String,
            _ lines: String,
            _ error: HTTPParseError,
            body: String = ""
        ) -> Case {
            Case(name, section, "POST / HTTP/1.1\r\nHost: x\r\n\(lines)\r\n\r\n\(body)", error)
        }

        static func chunks(_ name: String, _ section: String, _ body: String, _ error: HTTPParseError) -> Case {
            fields(name, section, "Transfer-Encoding: chunked", error, body: body)
        }
    }

    static let requestLines: [Case] = [
        Case("HTTP/2 preface", "RFC 9113 3.4", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .unsupportedVersion),
        Case("version 0.9", "3", "GET /\r\n", .malformedRequestLine),
        Case("version with two digits", "2.3", "GET / HTTP/1.10\r\n", .malformedRequestLine),
        Case("lower-case version", "2.3", "GET / http/1.1\r\n", .malformedRequestLine),
        Case("two spaces", "3", "GET  / HTTP/1.1\r\n", .malformedRequestLine),
        Case("tab instead of space", "3", "GET\t/ HTTP/1.1\r\n", .malformedRequestLine),
        Case("space at the end", "3", "GET / HTTP/1.1 \r\n", .malformedRequestLine),
        Case("space in the target", "3.2", "GET /a b HTTP/1.1\r\n", .malformedRequestLine),
        Case("control character in the target", "3.2", "GET /\u{1} HTTP/1.1\r\n", .malformedRequestLine),
        Case("relative target", "3.2", "GET a HTTP/1.1\r\n", .malformedTarget),
        Case("asterisk for GET", "3.2.4", "GET * HTTP/1.1\r\n", .malformedTarget),
        Case("authority", "3.2.3", "CONNECT a:1 HTTP/1.1\r\n", .malformedTarget),
        Case("other scheme", "3.2.2", "GET ftp://a/ HTTP/1.1\r\n", .malformedTarget),
        Case("bare LF", "2.2", "GET / HTTP/1.1\n", .malformedRequestLine),
        Case("bare CR", "2.2", "GET / HTTP/1.1\rX\r\n", .malformedRequestLine),
        Case("CR without LF in front", "2.2", "\rGET / HTTP/1.1\r\n", .malformedRequestLine),
        Case("two empty lines in front", "2.2", "\r\n\r\nGET / HTTP/1.1\r\n", .malformedRequestLine),
        Case("TLS on the plain port", "3", "\u{16}\u{3}\u{1}", .malformedRequestLine),
    ]

    static let fieldLines: [Case] = [
        .fields("folded line", "5.2", "A: b\r\n c", .obsoleteLineFolding),
        Case("white space before the first field", "2.2", "GET / HTTP/1.1\r\n Host: x\r\n", .obsoleteLineFolding),
        .fields("space before the colon", "5.1", "Content-Length : 5", .malformedField),
        .fields("no colon", "5", "nonsense", .malformedField),
        .fields("no name", "5", ": b", .malformedField),
        .fields("separator in the name", "RFC 9110 5.6.2", "a(b): c", .malformedField),
        .fields("NUL in a value", "RFC 9110 5.5", "A: b\0c", .malformedField),
        .fields("bare CR in a value", "2.2", "A: b\rc", .malformedField),
        .fields("bare LF between fields", "2.2", "A: b\nC: d", .malformedField),
        Case("no Host", "3.2", "GET / HTTP/1.1\r\nA: b\r\n\r\n", .missingHost),
        .fields("second Host", "3.2", "Host: x", .missingHost),
        Case("Host with a list", "3.2", "GET / HTTP/1.1\r\nHost: a b\r\n", .malformedHost),
        Case("Host with a path", "3.2", "GET / HTTP/1.1\r\nHost: a/b\r\n", .malformedHost),
        .fields("unknown expectation", "RFC 9110 10.1.1", "Expect: 200-maybe", .unsupportedExpectation),
    ]

    static let framing: [Case] = [
        .fields("signed length", "RFC 9110 8.6", "Content-Length: +5", .malformedContentLength),
        .fields("negative length", "RFC 9110 8.6", "Content-Length: -1", .malformedContentLength),
        .fields("hexadecimal length", "RFC 9110 8.6", "Content-Length: 0x5", .malformedContentLength),
        .fields("empty length", "RFC 9110 8.6", "Content-Length:", .malformedContentLength),
        .fields("list of lengths", "6.3", "Content-Length: 5, 5", .malformedContentLength),
        .fields("length with inner space", "6.3", "Content-Length: 5 5", .malformedContentLength),
        .fields("different lengths", "6.3", "Content-Length: 5\r\nContent-Length: 6", .repeatedContentLength),
        .fields("same length twice", "6.3", "Content-Length: 5\r\nContent-Length: 5", .repeatedContentLength),
        .fields("length beyond 64 bits", "6.3", "Content-Length: 99999999999999999999", .bodyTooLarge),
        .fields(
            "length and coding",
            "6.3",
            "Content-Length: 5\r\nTransfer-Encoding: chunked",
            .contentLengthWithTransferEncoding
        ),
        .fields(
            "coding and length",
            "6.3",
            "Transfer-Encoding: chunked\r\nContent-Length: 5",
            .contentLengthWithTransferEncoding
        ),
        .fields("unknown coding", "6.1", "Transfer-Encoding: gzip", .unsupportedTransferCoding),
        .fields("coding before chunked", "6.1", "Transfer-Encoding: gzip, chunked", .unsupportedTransferCoding),
        .fields("chunked twice", "6.1", "Transfer-Encoding: chunked, chunked", .malformedTransferEncoding),
        .fields(
            "two fields",
            "6.1",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            .malformedTransferEncoding
        ),
        .fields("vertical tab in the coding", "6.1", "Transfer-Encoding: \u{b}chunked", .malformedField),
        .fields("empty coding", "6.1", "Transfer-Encoding:", .malformedTransferEncoding),
        Case(
            "chunked in HTTP/1.0",
            "6.1",
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
            .malformedTransferEncoding
        ),
    ]

    static let chunks: [Case] = [
        .chunks("no size", "7.1", "\r\n", .malformedChunk),
        .chunks("size with sign", "7.1", "+5\r\nhello\r\n", .malformedChunk),
        .chunks("size with prefix", "7.1", "0x5\r\nhello\r\n", .malformedChunk),
        .chunks("size with space", "7.1", "5 \r\nhello\r\n", .malformedChunk),
        .chunks("bare LF after the size", "7.1", "5\nhello\r\n", .malformedChunk),
        .chunks("chunk longer than its size", "7.1", "4\r\nhello\r\n", .malformedChunk),
        .chunks("bare LF after the data", "7.1", "5\r\nhello\n", .malformedChunk),
        .chunks("size beyond 64 bits", "7.1", "FFFFFFFFFFFFFFFFF\r\n", .bodyTooLarge),
        .chunks("control character in an extension", "7.1.1", "5;\u{1}\r\n", .malformedChunk),
        .chunks("folded trailer", "7.1.2", "0\r\nA: b\r\n c\r\n\r\n", .obsoleteLineFolding),
        .chunks("trailer without colon", "7.1.2", "0\r\nnonsense\r\n\r\n", .malformedTrailer),
    ]

    @Test(.namesItsCase) func refuses() {
        forEachCase(of: Self.requestLines + Self.fieldLines + Self.framing + Self.chunks) { malformed in
            let bytes = Array(malformed.text.utf8)
            #expect(parse([bytes]) == .error(malformed.error))
            for count in 1..<bytes.count {
                let outcome = parse([Array(bytes.prefix(count)), Array(bytes.dropFirst(count))])
                #expect(outcome == .error(malformed.error), "split at \(count)")
            }
        }
    }

    @Test func everyErrorHasAnAnswer() {
        for error in HTTPParseError.allCases {
            #expect((400...505).contains(error.status.code))
            #expect(!error.message.isEmpty)
        }
    }
}
