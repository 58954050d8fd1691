import Check
import TestSupport
import Testing

struct CheckOutputTests {
    @Test("an output is a format, with a file behind an equals sign")
    func parses() throws {
        #expect(try CheckOutput(parsing: "json") == CheckOutput(.json))
        #expect(try CheckOutput(parsing: "sarif=out/a=b.sarif") == CheckOutput(.sarif, file: "out/a=b.sarif"))
        #expect(try CheckOutput(parsing: "text=-") == CheckOutput(.text))
        for format in CheckFormat.allCases { #expect(try CheckOutput(parsing: format.name).format == format) }
    }

    @Test(
        "what is no output is refused with what is allowed",
        arguments: [
            (
                "yaml",
                "must be one of text, json, sarif, junit, github, gitlab, or FORMAT=FILE, is \"yaml\""
            ),
            (
                "sarfi=x",
                "must be one of text, json, sarif, junit, github, gitlab, or FORMAT=FILE, is \"sarfi=x\"; did you mean sarif?"
            ),
            ("json=", "json= needs a file name behind it"),
            ("", "must be one of text, json, sarif, junit, github, gitlab, or FORMAT=FILE, is \"\""),
        ]
    )
    func refuses(_ text: String, _ problem: String) {
        let error = #expect(throws: OutputProblem.self) { try CheckOutput(parsing: text) }
        #expect(error?.text == problem)
    }

    @Test("several outputs go to different places")
    func several() throws {
        let outputs = try CheckOutput.list(parsing: ["github", "sarif=a", "junit=b"])
        #expect(outputs.map(\.format) == [.github, .sarif, .junit])
        let both = "sends json and text to standard output; give one a file, FORMAT=FILE"
        let clash = #expect(throws: OutputProblem.self) { try CheckOutput.list(parsing: ["json", "text=-"]) }
        #expect(clash?.text == both)
        let same = "sends json and junit to the file \"a\"; give one a file, FORMAT=FILE"
        let again = #expect(throws: OutputProblem.self) { try CheckOutput.list(parsing: ["json=a", "junit=a"]) }
        #expect(again?.text == same)
    }
}
