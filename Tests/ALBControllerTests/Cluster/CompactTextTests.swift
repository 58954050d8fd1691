import TestSupport
import Testing

@testable import ALBController

struct CompactTextTests {
    @Test("gives back what was packed")
    func roundTrip() {
        var dice = SeededGenerator(11)
        var texts: [[UInt8]] = [
            [], [0], Array("{}".utf8), CompactText.dictionary, [UInt8](repeating: 65, count: 70_000),
        ]
        for size in [3, 4, 5, 127, 128, 129, 500, 5_000, 200_000] {
            texts.append((0..<size).map { _ in UInt8(truncatingIfNeeded: dice.roll(256)) })
            texts.append((0..<size).map { _ in dice.pick(Array("{\"name\":\"ab".utf8)) })
        }
        for text in texts {
            let packed = CompactText.pack(text)
            #expect(CompactText.unpack(packed[...]) == text)
            #expect(CompactText.length(packed[...]) == text.count)
            #expect(packed.count <= text.count + text.count / 128 + 12)
        }
    }

    @Test("an Ingress takes less than half of its text")
    func ingress() {
        let text = Array(Cluster.ingress("shop/web", ["a.example.com/a", "a.example.com/b"], tls: "[]").utf8)
        #expect(CompactText.pack(text).count < text.count / 2)
    }

    @Test("bytes of someone else neither trap nor make more than they state")
    func strangeBytes() {
        var dice = SeededGenerator(3)
        for _ in 0..<20_000 {
            var bytes = (0..<dice.roll(40)).map { _ in UInt8(truncatingIfNeeded: dice.roll(256)) }
            bytes.insert(UInt8(truncatingIfNeeded: dice.roll(128)), at: 0)
            #expect(CompactText.unpack(bytes[...]).count <= Int(bytes[0]))
        }
    }
}
