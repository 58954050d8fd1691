import Testing

@testable import KubernetesClient

/// The ordinary life of a resource: lists, watches, and what ends them.
struct ResourceFollowerTests {
    static let second = APITiming.second

    @Test func listsThenWatchesFromThere() throws {
        var scene = FollowerScene()
        #expect(scene.pause == 0)
        #expect(scene.answer(200, Server.list(["a", "b"], version: "42")) == "/v1/x?limit=500")
        #expect(scene.told() == ["began", "object a", "object b", "ended"])
        #expect(scene.pause == 0)
        let asked = scene.ask()
        let watch = try #require(asked)
        #expect(watch.hasPrefix("/v1/x?watch=true&allowWatchBookmarks=true&timeoutSeconds="))
        #expect(watch.hasSuffix("&resourceVersion=42"))
        #expect(scene.told() == [])
        scene.open()
        #expect(scene.told() == ["current"])
        scene.receive(Server.event("ADDED", "c", version: 43) + Server.event("DELETED", "a", version: 44))
        #expect(scene.told() == ["object c", "deleted a", "current"])
        #expect(scene.follower.plan == .watch(resourceVersion: "44"))
        scene.receive(Server.bookmark(60))
        #expect(scene.told() == ["current"])
        #expect(scene.follower.plan == .watch(resourceVersion: "60"))
        #expect(scene.follower.due == nil)
    }

    @Test func turnsPages() {
        var scene = FollowerScene()
        scene.answer(200, Server.list(["a"], continuation: "p2"))
        #expect(scene.told() == ["began", "object a"])
        #expect(scene.pause == 0)
        #expect(scene.answer(200, Server.list(["b"], continuation: "p3")) == "/v1/x?limit=500&continue=p2")
        #expect(scene.answer(200, Server.list(["c"], version: "11")) == "/v1/x?limit=500&continue=p3")
        #expect(scene.told() == ["object b", "object c", "ended"])
        #expect(scene.follower.plan == .watch(resourceVersion: "11"))
    }

    @Test func pagesThatGoInCirclesAreNoList() {
        var scene = FollowerScene()
        scene.answer(200, Server.list(["a"], continuation: "p2"))
        scene.answer(200, Server.list(["b"], continuation: "p2"))
        #expect(
            scene.told() == [
                "began", "object a", "object b", #"failed malformed("a list whose pages go in circles")"#,
            ]
        )
        #expect(scene.follower.plan == .list(continuation: nil))
        #expect((scene.pause ?? 0) > 0)
    }

    @Test func aWatchThatEndsInOrderIsOpenedAgainAtOnce() {
        var scene = FollowerScene()
        scene.watch()
        scene.now += 300 * Self.second
        scene.end()
        #expect(scene.pause == 0)
        #expect(scene.told() == [])
        #expect(scene.ask()?.hasSuffix("resourceVersion=10") == true)
        scene.open()
        scene.receive(Server.event("ADDED", "b", version: 12))
        scene.end()
        #expect(scene.pause == 0)
        #expect(scene.ask()?.hasSuffix("resourceVersion=12") == true)
    }

    @Test func aWatchThatEndsAsSoonAsItIsOpenedDoesNotSpin() throws {
        var scene = FollowerScene()
        scene.watch()
        scene.end()
        var last = try #require(scene.pause)
        #expect(last > 0)
        for _ in 0..<10 {
            _ = scene.ask()
            scene.open()
            scene.end()
            let pause = try #require(scene.pause)
            #expect(pause >= min(last / 2, 5 * Self.second))
            last = pause
        }
        #expect(last >= 5 * Self.second)
        #expect(Set(scene.told()) == ["current"])
    }

    @Test func watchesDoNotAllEndTogether() throws {
        var seconds: Set<UInt64> = []
        for seed in 0..<50 {
            var scene = FollowerScene(seed: UInt64(seed))
            scene.answer(200, Server.list([]))
            scene.now = try #require(scene.follower.due)
            let request = scene.follower.request()
            let range = try #require(request.target.firstRange(of: /timeoutSeconds=\d+/))
            let value = try #require(UInt64(request.target[range].dropFirst(15)))
            #expect((60...120).contains(value))
            #expect(request.silence == (value + 30) * Self.second)
            seconds.insert(value)
        }
        #expect(seconds.count > 20)
    }

    @Test func eachPieceOfAListMayBeAnyByte() {
        var scene = FollowerScene()
        _ = scene.ask()
        scene.open()
        for byte in Server.list(["a", "b"]) { #expect(scene.receive(String(byte)) == true) }
        scene.end()
        #expect(scene.told() == ["began", "object a", "object b", "ended"])
    }

    @Test func takesTheFirstPathThatExists() {
        var scene = FollowerScene(paths: ["/v2/x", "/v1/x"])
        #expect(scene.answer(404, "404 page not found\n") == "/v2/x?limit=500")
        #expect(scene.pause == 0)
        #expect(scene.answer(200, Server.list(["a"])) == "/v1/x?limit=500")
        #expect(scene.told() == ["began", "object a", "ended"])
        #expect(scene.ask()?.hasPrefix("/v1/x?watch") == true)
        // The version is gone, as after an upgrade.
        scene.open(404)
        scene.end()
        #expect(scene.answer(200, Server.list(["a"])) == "/v2/x?limit=500")
        #expect(scene.told() == ["began", "object a", "ended"])
    }

    @Test func aKindThatIsNotInstalledIsTriedCalmly() throws {
        var scene = FollowerScene(paths: ["/v2/x", "/v1/x"])
        for round in 0..<3 {
            #expect(scene.answer(404, "404 page not found\n") == "/v2/x?limit=500")
            #expect(scene.answer(404, "404 page not found\n") == "/v1/x?limit=500")
            #expect(scene.told() == (round == 0 ? ["failed unknownKind"] : []))
            #expect((15 * Self.second...30 * Self.second).contains(try #require(scene.pause)))
        }
        #expect(scene.answer(200, Server.list([])) == "/v2/x?limit=500")
        #expect(scene.told() == ["began", "ended"])
    }

    @Test func aResourceWithoutAPathIsNeverAskedFor() {
        var scene = FollowerScene(paths: [])
        #expect(scene.ask() == nil)
    }
}
