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
        for nominal in [0.5, 1, 2, 4, 8, 10, 10] {
            _ = scene.ask()
            scene.lose()
            #expect(Self.pauseIs(nominal, scene))
        }
        #expect(scene.told() == [#"failed unreachable("reset")"#])
        scene.watch()
        scene.lose()
        #expect(Self.pauseIs(10, scene), "a watch that said nothing proves nothing")
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
}
