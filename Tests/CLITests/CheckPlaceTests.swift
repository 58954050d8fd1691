import CLI
import Testing

/// Every finding is shown at the value itself, however that is written.
struct CheckPlaceTests {
    @Test(
        "a value inside of annotation JSON has its place in every style of YAML",
        arguments: [
            "'[{\"HTTP\": 80}, {\"HTTPS\": \"443\"}]'",
            "\"[{\\\"HTTP\\\": 80}, {\\\"HTTPS\\\": \\\"443\\\"}]\"",
            "\"[{\\\"HTTP\\\": 80}, \\\n      {\\\"HTTPS\\\": \\\"443\\\"}]\"",
            "|\n      [{\"HTTP\": 80},\n       {\"HTTPS\": \"443\"}]",
            ">-\n      [{\"HTTP\": 80},\n\n      {\"HTTPS\": \"443\"}]",
            "|2-\n      [{\"HTTP\": 80}, {\"HTTPS\": \"443\"}]",
            "!!str &x '[{\"HTTP\": 80}, {\"HTTPS\": \"443\"}]'",
        ]
    )
    func styles(_ value: String) throws {
        let whole = "'[{\"HTTP\": 80}, {\"HTTPS\": 443}]'"
        for end in ["\n", "\r\n"] {
            let text = CheckSample.wildcard.replacing(whole, with: value).replacing("/api/*", with: "/api")
                .replacing("\n", with: end)
            let run = CommandRun(["check", "-o", "json", "-"], input: Array(text.utf8))
            #expect(run.code == .denied, "\(value): \(run)")
            let lines = text.split(separator: end, omittingEmptySubsequences: false)
            let line = try #require(lines.firstIndex { $0.contains("443") })
            let mark = value.contains("\\\"443") ? "\\\"443\\\"" : "\"443\""
            let found = try #require(lines[line].ranges(of: mark).first)
            let column = lines[line].distance(from: lines[line].startIndex, to: found.lowerBound) + 1
            #expect(run.out.contains("\"line\":\(line + 1),\"column\":\(column),"), "\(value): \(run.out)")
            #expect(run.out.contains("\"endColumn\":\(column + mark.count)"), "\(value): \(run.out)")
        }
    }

    @Test("what is missing is shown at the key of what it would stand in")
    func missing() {
        let text = CheckSample.wildcard.replacing("        pathType: Exact\n", with: "")
        let run = CommandRun(["check", "-"], input: Array(text.replacing("            \n", with: "").utf8))
        #expect(run.out.contains("<stdin>:18:9: deny ALB404") || run.out.contains("<stdin>:18:"), "\(run)")
    }

    @Test("a value that an alias brings is shown where the alias stands")
    func alias() {
        let text = CheckSample.wildcard.replacing("name: shop\n", with: "name: &p shop*\n").replacing(
            "/api/*",
            with: "*p"
        )
        let run = CommandRun(["check", "-"], input: Array(text.utf8))
        #expect(run.out.contains("<stdin>:18:15: deny ALB"), "\(run)")
    }
}
