import Events
import TestSupport
import Testing

/// Finding documented errors in what people paste.
struct ErrorSearchTests {
    @Test("every documented error is found by its ID and by every text that the vendor's pattern finds")
    func all() throws {
        for listed in try ListedError.all() {
            #expect(ErrorSearch(listed.id).found.map(\.id) == [listed.id])
            for example in PatternExamples.all(listed.pattern) {
                #expect(ErrorSearch(example).found.first?.id == listed.id, "\(listed.id): \(example)")
                let described = "  Warning  FailedApplyModel  3m (x12 over 9m)  ingress  \(example.uppercased())  \n"
                #expect(ErrorSearch(described).found.contains { $0.id == listed.id }, "\(described)")
            }
        }
    }

    @Test("what an error means and how it is fixed is said of each, in words of its own, with a source")
    func contents() {
        for error in ControllerError.all {
            for text in [error.meaning, error.fix] {
                #expect(text.hasSuffix(".") && text.count > 20, "\(error.id): \(text)")
            }
            #expect(error.source.hasPrefix("https://"), "\(error.id)")
        }
        let meanings = ControllerError.all.map(\.meaning)
        #expect(Set(meanings).count == meanings.count)
    }

    @Test("the more exact of two errors is the one, and two errors of one text are both")
    func several() {
        let listenPorts = "failed to parse listen-ports configuration: unexpected end of JSON input"
        #expect(ErrorSearch(listenPorts).found.map(\.id) == ["LISTEN_PORTS_JSON_ERROR"])
        let both = "\(listenPorts)\nbackend not found: unable to find port 8080 on service team-a/web"
        #expect(Set(ErrorSearch(both).found.map(\.id)) == ["LISTEN_PORTS_JSON_ERROR", "BACKEND_NOT_FOUND"])
    }

    @Test("case, numbers, names and line breaks make no difference")
    func tolerance() {
        for text in [
            "listener is not exist in alb, port: 443, protocol: HTTPS",
            "LISTENER IS NOT\n    EXIST IN alb-abc, port:8443 , Protocol : QUIC",
            #"{"message": "listener is not exist in alb, port: 80"}"#,
        ] {
            #expect(ErrorSearch(text).found.map(\.id) == ["LISTENER_NOT_EXIST"], "\(text)")
        }
    }

    @Test("for other words the nearest errors are guessed, for strange ones none is")
    func guesses() {
        let near = ErrorSearch("no wildcards in a prefix path please")
        #expect(near.found.isEmpty && near.guesses.first?.id == "PREFIX_PATH_WILDCARD")
        for text in ["", "hello", "🦊", "Normal Synced 3s"] {
            let search = ErrorSearch(text)
            #expect(search.found.isEmpty && search.guesses.isEmpty, "\(text) \(search.guesses.map(\.id))")
        }
    }

    @Test("no text makes it slow or stop: the work is in proportion to the length, up to a limit")
    func hostile() {
        let words = "cannot unmarshal string into go struct field certificate isdefault "
        #expect(ErrorSearch(String(repeating: words, count: 20_000)).guesses.count <= 3)
        #expect(ErrorSearch(String(repeating: "\u{0}\u{FFFD}证", count: 50_000)).found.isEmpty)
    }
}
