import Foundation
import Testing
import TestSupport

@testable import Routes

struct PathRegexTests {
    @Test(
        "an expression is found anywhere in the path",
        arguments: [
            ("/api/(.*)", "/api/v1", true), ("/api/(.*)", "/apis", false), ("/api(/|$)(.*)", "/api", true),
            ("/api(/|$)(.*)", "/apis", false), ("^/b", "/a/b", false), ("/b", "/a/b", true), ("/b$", "/a/b/c", false),
            ("/v[0-9]+/x", "/v12/x", true), ("/v[^0-9]", "/v1", false), ("/a{2,3}$", "/aaa", true),
            ("/a{2,3}$", "/aaaa", false), ("/a{2}", "/a", false), ("/A", "/a", true), ("/a{b", "/a{b", true),
            ("\\.php$", "/x.php", true), ("\\.php$", "/xaphp", false), ("/(?:a|b|)c", "/c", true), ("", "/", true),
            ("/\\d\\w\\S", "/1_x", true), ("[]a]", "/]", true), ("[a-]", "/-", true), ("(a*)*b", "/aab", true),
        ]
    )
    func found(_ text: String, _ path: String, _ expected: Bool) throws {
        #expect(try #require(PathRegex(text, ignoresCase: true)).isFound(in: path) == expected)
    }

    @Test(
        "what is beyond the common core is not read",
        arguments: [
            "(", ")", "[", "*", "a**", "a++", "(?=a)", "(?i)a", "\\1", "\\b", "[[:alpha:]]", "\\", "[z-a]", "a?*",
        ]
    )
    func unread(_ text: String) { #expect(PathRegex(text, ignoresCase: true) == nil) }

    @Test("case counts where it is asked to")
    func cases() throws {
        #expect(try #require(PathRegex("/a", ignoresCase: false)).isFound(in: "/A") == false)
    }

    @Test("nothing takes long or grows, neither to read nor to search", .timeLimit(.minutes(1)))
    func hostile() throws {
        var nested = "()"
        for _ in 0..<20 { nested = "(\(nested)){255}" }
        #expect(PathRegex(nested, ignoresCase: true) == nil)
        #expect(PathRegex(String(repeating: "(", count: 1000), ignoresCase: true) == nil)
        #expect(PathRegex(String(repeating: "a", count: 1025), ignoresCase: true) == nil)
        let dense = try #require(PathRegex(String(repeating: "(a*)*", count: 60) + "b", ignoresCase: true))
        #expect(dense.isFound(in: String(repeating: "a", count: 8000)) == false)
    }

    @Test("random expressions are found where another engine finds them")
    func agrees() throws {
        var random = SeededGenerator(seed: 7)
        let parts = [
            "a", "b", "/", ".", "a*", "b+", "(a|b)", "(/|$)", "[ab]", "[^a]", "a?", "b{1,2}", "^", "(ab)*", "\\w", "$",
        ]
        var count = 0
        for _ in 0..<4000 {
            let text = (0..<Int.random(in: 0...5, using: &random)).map { _ in random.pick(parts) }.joined()
            let path = "/" + random.text("ab/AB", upTo: 6)
            guard let other = try? NSRegularExpression(pattern: text, options: .caseInsensitive),
                let own = PathRegex(text, ignoresCase: true)
            else { continue }
            let range = NSRange(path.startIndex..., in: path)
            #expect(own.isFound(in: path) == (other.firstMatch(in: path, range: range) != nil), "\(text) in \(path)")
            count += 1
        }
        #expect(count > 3000)
    }
}
