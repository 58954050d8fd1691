import CLI
import Events
import JSON
import Testing

/// `rules --event`.
struct EventCommandTests {
    @Test("an event is explained with rule, meaning, fix and source")
    func text() {
        let run = CommandRun(["rules", "--event", "listener is not exist in alb, port: 443, protocol: HTTPS"])
        #expect(run.code == .clean && run.err.isEmpty)
        for part in [
            "LISTENER_NOT_EXIST\n  listener is not exist in alb\n", "\nMeans\n  The Ingress wants the port",
            "\nFix\n  Add the listener to spec.listeners", "\nSaid at admission by\n  ALB301 listener-missing: ",
            "\nSource\n  https://",
        ] {
            #expect(run.out.contains(part), "\(part) \(run)")
        }
    }

    @Test("json has the same, with guesses for what is not known")
    func json() throws {
        let run = CommandRun(["rules", "-o", "json", "--event", "VipStatusNotSupport"])
        let error = try #require(try JSONDocument(parsing: Array(run.out.utf8)).value["errors"]?.elements.first)
        #expect(error["id"]?.string == "VIP_STATUS_NOT_SUPPORT" && error["rules"]?.count == 0)
        #expect(error["unseen"]?.string == "the state of the ALB is known to the cloud only")
        let unknown = CommandRun(["rules", "-o", "json", "--event", "wildcards in a prefix path"])
        #expect(unknown.code == .unreadable && unknown.err.contains("no error that is documented says this"))
        #expect(unknown.out.contains(#""errors":[],"namedRules":[],"guesses":[{"id":"PREFIX_PATH_WILDCARD""#))
    }

    @Test("standard input, and the rules that a denial of this program names")
    func input() {
        let denial = "admission webhook denied the request: [ALB301] spec.tls: no listener\n[ALB401] x\n[ALB301] y\n"
        let run = CommandRun(["rules", "--event", "-"], input: Array(denial.utf8))
        #expect(run.code == .clean && run.out.hasPrefix("ALB301 listener-missing\n"), "\(run)")
        #expect(run.out.contains("\nALB401 exact-path-wildcard\n"))
        #expect(run.out.ranges(of: "ALB301 listener-missing\n").count == 1)
    }

    @Test("what does not go together is a usage error")
    func usage() {
        #expect(CommandRun(["rules", "ALB301", "--event", "x"]).code == .usage)
        #expect(CommandRun(["rules", "-o", "markdown", "--event", "x"]).code == .usage)
        #expect(CommandRun(["rules", "--event", "-"]).code == .unreadable)
    }
}
