import ALBController
import Routes
import Testing

struct RouteQuestionTests {
    @Test(
        "a URL is read as a client would send it",
        arguments: [
            ("http://shop.example.com", "http://shop.example.com/"),
            ("HTTPS://Shop.Example.COM:443/A?b=C#d", "https://shop.example.com/A?b=C"),
            ("http://h:8080/a/../b/./c/..", "http://h:8080/b/"),
            ("http://h?x=1/2", "http://h/?x=1/2"), ("https://h:80/", "https://h:80/"), ("http://h./x", "http://h/x"),
            ("http://[2001:DB8::1]:81/", "http://[2001:db8::1]:81/"),
            ("http://10.0.0.1/%C3%A4", "http://10.0.0.1/%C3%A4"),
            ("http://h:/", "http://h/"), ("http://h//a//", "http://h//a//"), ("http://h/..", "http://h/"),
        ]
    )
    func good(_ text: String, _ expected: String) throws {
        #expect(try RouteQuestion(url: text).url == expected)
    }

    @Test(
        "what is no request's URL says why",
        arguments: [
            ("", "has no scheme"), ("shop.example.com/a", "has no scheme"), ("ftp://h/", "has the scheme \"ftp\""),
            ("://h/", "has the scheme \"\""), ("http://", "has no host"), ("http:///a", "has no host"),
            ("http://:80/", "has no host"), ("http://h:0/", "has the port \"0\""), ("http://h:65536/", "has the port"),
            ("http://h:8o/", "has the port \"8o\""), ("http://h:+80/", "has the port \"+80\""),
            ("http://h:80:80/", "has the port \"80:80\""), ("http://u:p@h/", "has a user name"),
            ("http://*.h/", "has \"*\" in the host"), ("http://a b/", "has a blank"),
            ("http://h/\u{7}", "has a control"),
            ("http://h/ä", "has the character \"ä\""), ("http://[::1/", "has a [ without its ]"),
            ("http://[h]/", "is no IPv6 address"), ("http://[::1]x/", "behind the address"),
            ("http://a..b/", "is no DNS name"), ("http://.a/", "is no DNS name"),
        ]
    )
    func bad(_ text: String, _ problem: String) {
        #expect { try RouteQuestion(url: text) } throws: { error in
            (error as? RouteQuestion.Problem)?.text.contains(problem) == true
        }
    }

    @Test("a long URL is refused, one that is just short enough is read")
    func long() throws {
        let start = "http://h/"
        let most = String(repeating: "a", count: RouteQuestion.longestURL - start.count)
        #expect(try RouteQuestion(url: start + most).path.count == most.count + 1)
        #expect(throws: RouteQuestion.Problem.self) { try RouteQuestion(url: start + most + "a") }
    }

    @Test("every cut and every changed byte of a URL is read or refused, and what is read is read the same again")
    func mutilated() throws {
        let text = Array("https://shop.example.com:8443/a/../b%20c/./d?x=1&y#z".utf8)
        for index in text.indices {
            for byte in UInt8(0)...127 {
                var changed = text
                changed[index] = byte
                for candidate in [changed, Array(text[..<index]) + [byte]] {
                    guard let read = try? RouteQuestion(url: String(decoding: candidate, as: UTF8.self)) else {
                        continue
                    }
                    #expect(try RouteQuestion(url: read.url) == read)
                }
            }
        }
    }
}
