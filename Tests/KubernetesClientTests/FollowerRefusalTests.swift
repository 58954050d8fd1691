import Testing

@testable import KubernetesClient

/// What a server that says no is taken to mean.
struct FollowerRefusalTests {
    static let second = APITiming.second

    @Test func refusalsAreToldWithTheServersWords() {
        let text = #"ingresses is forbidden: User \"x\" cannot list"#
        var scene = FollowerScene()
        scene.answer(403, Server.status(403, "Forbidden", text))
        #expect(scene.told().first?.contains("forbidden(\"ingresses is forbidden") == true)
        #expect(FollowerFailureTests.pauseIs(30, scene))
        scene.answer(403, Server.status(403, "Forbidden", text))
        #expect(scene.told() == [], "the same reason again")
        scene.answer(401, Server.status(401, "Unauthorized", "Unauthorized"))
        #expect(scene.told() == [#"failed forbidden("Unauthorized")"#])
        #expect(FollowerFailureTests.pauseIs(0.5, scene))
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
        #expect(FollowerFailureTests.pauseIs(2, scene))
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
        #expect(FollowerFailureTests.pauseIs(0.5, scene))
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
