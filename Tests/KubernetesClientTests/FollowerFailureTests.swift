import Testing

@testable import KubernetesClient

/// What becomes of lists and watches that fail.
struct FollowerFailureTests {
    static let second = APITiming.second

    static func pauseIs(_ seconds: Double, _ scene: FollowerScene) -> Bool {
        let nominal = UInt64(seconds * 1e9)
        return (nominal / 2...nominal).contains(scene.pause ?? 0)
    }

    @Test func aForgottenVersionMeansANewList() {
        for answers410 in [true, false] {
            var scene = FollowerScene()
            scene.watch()
            if answers410 {
                scene.receive(Server.bookmark(20))
                scene.end()
                scene.answer(410, Server.status(410, "Expired", "too old resource version: 20 (99)"))
            } else {
                let event = Server.event("ADDED", "b", version: 21)
                let rest = Server.event("ADDED", "never", version: 22)
                #expect(scene.receive(event + Server.error(410, "Expired", "too old") + rest) == false)
            }
            #expect(scene.pause == 0)
            _ = scene.told()
            #expect(scene.answer(200, Server.list(["c"])) == "/v1/x?limit=500")
            #expect(scene.told() == ["began", "object c", "ended"])
        }
    }

    @Test func aServerThatForgetsAtOnceIsNotAskedWithoutAPause() {
        var scene = FollowerScene()
        scene.watch()
        scene.receive(Server.error(410, "Expired", "too old"))
        #expect(scene.pause == 0)
        for nominal in [0.5, 1, 2, 4] {
            scene.watch()
            #expect(scene.receive(Server.error(410, "Expired", "too old")) == false)
            #expect(Self.pauseIs(nominal, scene))
            #expect(scene.told() == [#"failed answer(status: 410, "too old")"#])
        }
    }

    @Test func aServerThatComesBackWithoutItsMemoryIsListedAtOnce() {
        var scene = FollowerScene()
        scene.watch()
        for _ in 0..<6 {
            scene.lose()
            _ = scene.ask()
        }
        scene.open()
        scene.receive(Server.error(410, "Expired", "too old"))
        #expect(scene.pause == 0)
    }

    @Test func anExpiredContinueTokenStartsTheListOver() {
        var scene = FollowerScene()
        scene.answer(200, Server.list(["a"], continuation: "p2"))
        scene.answer(410, Server.status(410, "Expired", "The provided continue parameter is too old"))
        #expect(scene.told() == ["began", "object a"])
        #expect(scene.answer(200, Server.list(["b"])) == "/v1/x?limit=500")
        #expect(scene.told() == ["began", "object b", "ended"])
    }

    @Test func aFaultInTheMiddleOfAListAsksForThePageAgain() {
        var scene = FollowerScene()
        scene.answer(200, Server.list(["a"], continuation: "p2"))
        scene.answer(500, Server.status(500, "InternalError", "etcdserver: leader changed"))
        #expect(
            scene.told() == ["began", "object a", #"failed answer(status: 500, "etcdserver: leader changed")"#]
        )
        #expect(Self.pauseIs(0.5, scene))
        #expect(scene.ask() == "/v1/x?limit=500&continue=p2")
        scene.open()
        scene.receive(String(Server.list(["b", "c"]).prefix(150)))
        scene.lose()
        #expect(scene.ask() == "/v1/x?limit=500&continue=p2")
        scene.open()
        scene.receive(Server.list(["b", "c"]))
        scene.end()
        #expect(scene.told().last == "ended")
    }

    @Test func theFirstPageStartsOver() {
        var scene = FollowerScene()
        _ = scene.ask()
        scene.open()
        scene.receive(String(Server.list(["a", "b"]).dropLast(20)))
        scene.lose()
        #expect(scene.told() == ["began", "object a", #"failed unreachable("reset")"#])
        scene.answer(200, Server.list(["a", "b"]))
        #expect(scene.told() == ["began", "object a", "object b", "ended"])
    }

    @Test func halfAnAnswerIsNoList() {
        var scene = FollowerScene()
        scene.answer(200, String(Server.list(["a"]).dropLast(2)))
        #expect(scene.told() == ["began", "object a", #"failed malformed("a list that ends in the middle")"#])
    }

    @Test func aWatchThatBreaksGoesOnFromWhereItWas() {
        var scene = FollowerScene()
        scene.watch()
        scene.receive(Server.event("ADDED", "b", version: 11) + Server.event("ADDED", "c", version: 12).dropLast(9))
        scene.lose()
        #expect(scene.told() == ["object b", "current", #"failed unreachable("reset")"#])
        #expect(Self.pauseIs(0.5, scene))
        #expect(scene.ask()?.hasSuffix("resourceVersion=11") == true)
        scene.open()
        #expect(scene.told() == ["current"])
    }

    @Test func aMalformedEventMeansANewList() {
        var scene = FollowerScene()
        scene.watch()
        #expect(scene.receive(Server.event("ADDED", "b", version: 11) + "{]\n") == false)
        #expect(scene.told().count == 3)
        #expect(scene.follower.plan == .list(continuation: nil))
        #expect(Self.pauseIs(0.5, scene))
        scene.watch()
        scene.receive(#"{"type":"#)
        scene.end()
        #expect(scene.told() == [#"failed malformed("a watch that ends in the middle of an event")"#])
        #expect(scene.follower.plan == .list(continuation: nil))
    }

    @Test func pausesGrowUntilSomethingIsHeard() {
        var scene = FollowerScene()
        for nominal in [0.5, 1, 2, 4, 8, 16, 30, 30] {
            _ = scene.ask()
            scene.lose()
            #expect(Self.pauseIs(nominal, scene))
        }
        #expect(scene.told() == [#"failed unreachable("reset")"#])
        scene.watch()
        scene.lose()
        #expect(Self.pauseIs(30, scene), "a watch that said nothing proves nothing")
        _ = scene.ask()
        scene.open()
        scene.receive(Server.bookmark(11))
        scene.lose()
        #expect(Self.pauseIs(0.5, scene))
        _ = scene.ask()
        scene.open()
        scene.now += 5 * Self.second
        scene.lose()
        #expect(Self.pauseIs(0.5, scene), "a watch that was silent for long is none that fails")
    }

    @Test func refusalsAreToldWithTheServersWords() {
        let text = #"ingresses is forbidden: User \"x\" cannot list"#
        var scene = FollowerScene()
        scene.answer(403, Server.status(403, "Forbidden", text))
        #expect(scene.told().first?.contains("forbidden(\"ingresses is forbidden") == true)
        #expect(Self.pauseIs(30, scene))
        scene.answer(403, Server.status(403, "Forbidden", text))
        #expect(scene.told() == [], "the same reason again")
        scene.answer(401, Server.status(401, "Unauthorized", "Unauthorized"))
        #expect(scene.told() == [#"failed forbidden("Unauthorized")"#])
        #expect(Self.pauseIs(0.5, scene))
        scene.answer(200, Server.list([]))
        #expect(scene.told() == ["began", "ended"])
    }

    @Test(arguments: [429, 503]) func waitsAsLongAsTheServerAsks(_ status: Int) {
        var scene = FollowerScene()
        scene.answer(status, Server.status(status, "TooManyRequests", "later"), retryAfter: 7)
        #expect(scene.told() == [#"failed answer(status: \#(status), "later")"#])
        #expect(scene.pause == 7 * Self.second)
        scene.answer(status, "", retryAfter: .max)
        #expect(scene.pause == 300 * Self.second)
        scene.answer(status, "<html>\r\n\u{1b}[31mbusy</html>")
        #expect(scene.told().last == #"failed answer(status: \#(status), "<html>")"#)
        #expect(Self.pauseIs(2, scene))
        // A watch is opened again, not listed.
        scene.watch()
        scene.now += 10 * Self.second
        scene.end()
        scene.answer(status, "", retryAfter: 1)
        #expect(scene.follower.plan == .watch(resourceVersion: "10"))
    }

    @Test(arguments: [302, 400, 405, 422, 500, 504]) func otherAnswersToAWatchMeanANewList(_ status: Int) {
        var scene = FollowerScene()
        scene.watch()
        scene.now += 10 * Self.second
        scene.end()
        scene.answer(status, Server.status(status, "Timeout", "Too large resource version"))
        #expect(scene.told() == [#"failed answer(status: \#(status), "Too large resource version")"#])
        #expect(scene.follower.plan == .list(continuation: nil))
        #expect(Self.pauseIs(0.5, scene))
    }

    @Test func otherErrorsInAWatchMeanANewList() {
        var scene = FollowerScene()
        scene.watch()
        scene.receive(Server.error(500, "InternalError", "etcd event received with PrevKv=nil"))
        #expect(scene.told() == [#"failed answer(status: 500, "etcd event received with PrevKv=nil")"#])
        #expect(scene.follower.plan == .list(continuation: nil))
        scene.watch()
        scene.receive(Server.error(429, "TooManyRequests", "slower"))
        #expect(scene.follower.plan == .watch(resourceVersion: "10"))
        #expect((scene.pause ?? 0) > 0)
    }

    @Test func aReasonIsToldAgainAfterARecovery() {
        var scene = FollowerScene()
        scene.watch()
        for _ in 0..<3 {
            scene.lose()
            #expect(scene.told() == [#"failed unreachable("reset")"#])
            _ = scene.ask()
            scene.lose()
            #expect(scene.told() == [])
            _ = scene.ask()
            scene.open()
            #expect(scene.told() == ["current"])
        }
    }

    @Test func aRefusalWithoutAnEndIsCutOff() {
        var scene = FollowerScene()
        _ = scene.ask()
        scene.open(500)
        let piece = String(repeating: "x", count: 10_000)
        for _ in 0..<6 { #expect(scene.receive(piece) == true) }
        #expect(scene.receive(piece) == false)
        #expect(scene.told().count == 1)
        #expect(scene.pause != nil)
    }
}
