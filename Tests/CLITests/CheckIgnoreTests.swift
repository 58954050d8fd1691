import CLI
import Testing

/// Comments that keep a rule quiet.
struct CheckIgnoreTests {
    private static func run(_ text: String, _ flags: [String] = []) -> CommandRun {
        CommandRun(["check"] + flags + ["-"], input: Array(text.utf8))
    }

    private static func sample(_ line: String, with comment: String) -> String {
        CheckSample.wildcard.replacing(line, with: comment)
    }

    @Test(
        "with a reason a finding is ignored where it fires, counted and listed",
        arguments: [
            ("      - path: /api/*", "      - path: /api/* # alb-admission: ignore ALB401 the gateway strips it"),
            (
                "      - path: /api/*",
                "      # alb-admission: ignore ALB401 the gateway strips it\n      - path: /api/*"
            ),
            (
                "      - path: /api/*",
                "      - # alb-admission: ignore ALB401, ALB402 the gateway strips it\n        path: /api/*"
            ),
            ("apiVersion:", "# alb-admission: ignore exact-path-wildcard the gateway strips it\napiVersion:"),
            (
                "apiVersion:",
                "---\n# made by hand\n# alb-admission: ignore alb401 the gateway strips it\n\n# and more\napiVersion:"
            ),
        ]
    )
    func ignored(line: String, comment: String) {
        let run = Self.run(Self.sample(line, with: comment))
        #expect(run.code == .clean, "\(run)")
        #expect(run.out.contains(": ignored ALB401 exact-path-wildcard: the gateway strips it"))
        #expect(run.err == "1 file, 1 object: 0 denials, 0 warnings; 1 ignored by comments\n")
    }

    @Test("what stops a whole ALB is ignored only for a reason; what does not, also without")
    func reason() {
        let denied = Self.run(Self.sample("- path: /api/*", with: "- path: /api/* # alb-admission: ignore ALB401"))
        #expect(denied.code == .denied && denied.out.contains("deny ALB401"))
        #expect(denied.err.contains("<stdin>:18:22: ALB401 is about the whole ALB: it is ignored only for a reason"))
        let unknown = "    alb.ingress.kubernetes.io/sticky-sesion: 'true' # alb-admission: ignore ALB517\n    # kept"
        let run = Self.run(Self.sample("    # kept", with: unknown).replacing("/api/*", with: "/api"))
        #expect(run.code == .clean && run.out.contains("ignored ALB517 unknown-annotation: no reason given"), "\(run)")
    }

    @Test(
        "a comment that is of no use is said",
        arguments: [
            ("# alb-admission: ignore ALB402 nothing here", "nothing to ignore here: ALB402"),
            ("# alb-admission: ignore ALB999 whatever", "there is no rule ALB999"),
            (
                "# alb-admission: ignore path-shadwed whatever",
                "there is no rule path-shadwed; did you mean path-shadowed?"
            ),
            (
                "# alb-admission: skip ALB401",
                "a comment for alb-admission must read \"ignore RULE reason\", is \"skip ALB401\""
            ),
            ("# alb-admission: ignore", "a comment for alb-admission must read \"ignore RULE reason\""),
        ]
    )
    func useless(comment: String, remark: String) {
        let run = Self.run(Self.sample("- path: /api/*", with: "- path: /api/* \(comment)"))
        #expect(run.code == .denied)
        #expect(run.err.contains("<stdin>:18:22: \(remark)"), "\(run)")
    }

    @Test(
        "rules end where no comma or id follows, whatever the reason begins with",
        arguments: [
            ("ALB401 third-party gateway", "third-party gateway"),
            ("ALB402, exact-path-wildcard well-known", "well-known"),
            ("exact-path-wildcard,ALB402 ALB403 , as before", "as before"),
        ]
    )
    func reasonWithHyphen(comment: String, reason: String) {
        let line = "- path: /api/* # alb-admission: ignore \(comment)"
        let run = Self.run(Self.sample("- path: /api/*", with: line))
        #expect(run.code == .clean && run.out.contains("exact-path-wildcard: \(reason)\n"), "\(run)")
        #expect(!run.err.contains("no rule"))
    }

    @Test("no text that only looks like a comment counts")
    func texts() {
        let annotation = "    note: |\n      # alb-admission: ignore ALB401 no comment\n    # kept"
        let run = Self.run("# other: alb-admission: ignore ALB401 no\n" + Self.sample("    # kept", with: annotation))
        #expect(run.code == .denied && !run.out.contains("ignored"))
    }

    @Test("a comment is about its own object, in a List too")
    func lists() {
        func item(_ name: String, _ comment: String) -> String {
            let lines = CheckSample.wildcard.replacing("name: shop\n", with: "name: \(name)\n").split(separator: "\n")
            return comment
                + lines.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }.joined(separator: "\n")
        }
        let list =
            "apiVersion: v1\nkind: List\nitems:\n" + item("a", "# alb-admission: ignore ALB401 known\n") + "\n"
            + item("b", "")
        let run = Self.run(list)
        #expect(run.code == .denied)
        #expect(run.out.contains("Ingress team/b\n") && run.out.contains("ignored ALB401"), "\(run)")
    }

    @Test("the unquoted annotation is told as what it is, with the quoted form")
    func unquoted() {
        let text = CheckSample.wildcard.replacing(
            "'[{\"HTTP\": 80}, {\"HTTPS\": 443}]'",
            with: "[{HTTP: 80}, {HTTPS: 443}]"
        )
        .replacing("  ingressClassName: alb\n", with: "")
        let run = Self.run(
            text.replacing("    # kept", with: "    alb.ingress.kubernetes.io/ssl-redirect: true\n    # kept")
        )
        #expect(run.code == .denied)
        #expect(run.out.contains("must be a string, is a list: without quotes YAML makes it one"), "\(run)")
        #expect(run.out.contains("fix: write '[{\"HTTP\": 80}, {\"HTTPS\": 443}]'\n"))
        #expect(run.out.contains("must be a string, is a boolean: without quotes YAML makes it one"))
        #expect(run.out.contains("fix: write \"true\" in quotes\n"))
    }
}
