import ALBController
import Testing

struct PathPatternTests {
    private func patterns(_ path: String, _ type: String, _ regex: RegexAnnotations = .init()) -> [String]? {
        guard case .patterns(let values) = IngressPathPatterns(path: path, pathType: type, annotations: regex) else {
            return nil
        }
        return values
    }

    @Test(arguments: [
        ("/a", "Exact", ["/a"]), ("/a/", "Exact", ["/a/"]), ("", "Exact", ["/"]),
        ("/a", "Prefix", ["/a", "/a/*"]), ("/a/", "Prefix", ["/a", "/a/*"]), ("/", "Prefix", ["/*"]),
        ("", "Prefix", ["/*"]), ("//", "Prefix", ["/", "//*"]), ("/a", "", ["/a", "/a/*"]),
        ("/a", "ImplementationSpecific", ["/a"]), ("/a*?", "ImplementationSpecific", ["/a*?"]),
        ("", "ImplementationSpecific", ["/"]),
    ])
    func pathsBecomePatterns(_ path: String, _ type: String, _ expected: [String]) {
        #expect(patterns(path, type) == expected)
    }

    @Test func rewriteAndRegexTurnPrefixPathsIntoExpressions() {
        #expect(patterns("/a*", "Prefix", .init(useRegex: "false")) == ["~*/a*"])
        #expect(patterns("/a", "Prefix", .init(rewriteTarget: "/b")) == ["~*/a"])
        #expect(patterns("/a", "Prefix", .init(rewriteTarget: "/a")) == ["/a", "/a/*"])
        #expect(patterns("/a", "Exact", .init(useRegex: "true")) == ["/a"])
        #expect(patterns("/", "Prefix", .init(useRegex: "true")) == ["/*"])
    }

    @Test func wildcardsAreErrorsWhereTheyWouldBeLiteral() {
        #expect(IngressPathPatterns(path: "/a*", pathType: "Exact", annotations: .init()) == .wildcardNotAllowed)
        #expect(IngressPathPatterns(path: "/a?", pathType: "Prefix", annotations: .init()) == .wildcardNotAllowed)
        #expect(IngressPathPatterns(path: "/a", pathType: "Regex", annotations: .init()) == .unknownPathType)
    }

    @Test func theLegacyControllerReadsImplementationSpecificAsPrefix() {
        let type = "ImplementationSpecific"
        let patterns = IngressPathPatterns(path: "/a", pathType: type, annotations: .init(), profile: .legacy)
        #expect(patterns == .patterns(["/a", "/a/*"]))
    }

    @Test(arguments: [
        ("/a", "/a", true), ("/a", "/a/", false), ("/a/*", "/a/", true), ("/a/*", "/ab", false), ("/*", "/", true),
        ("/a*", "/a", true), ("/a?", "/ab", true), ("/a?", "/a", false), ("*.png", "/x/y.png", true),
        ("/A", "/a", false),
    ])
    func matches(_ pattern: String, _ path: String, _ expected: Bool) {
        #expect(PathPattern(pattern).matches(path) == expected)
    }

    @Test func regularExpressionsAreLeftOpen() {
        #expect(PathPattern("~*/a").matches("/a") == nil)
        #expect(PathPattern("~/a") == .regex("/a", ignoresCase: false))
        #expect(PathPattern("~*/a") == .regex("/a", ignoresCase: true))
    }

    @Test(arguments: [
        ("/*", "/a", true), ("/*", "~*/a(/|$)(.*)", true), ("*", "/a/*", true), ("/a/*", "/a/b/*", true),
        ("/a/*", "/a/b", true), ("/a/*", "/a", false), ("/a", "/a/*", false), ("~*/a", "~*/a", true),
        ("~*/a", "~/a", false), ("~*/.*", "/a", false), ("/a*", "/ab/*", true),
    ])
    func covers(_ wide: String, _ narrow: String, _ expected: Bool) {
        #expect(PathPattern(wide).covers(PathPattern(narrow)) == expected)
    }
}
