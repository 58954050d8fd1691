import TestSupport
import Testing

@testable import ALBController

struct OrderedBytesTests {
    /// Keys of few different bytes have much in common, so every way of sharing a beginning comes up.
    private static func key(_ dice: inout SeededGenerator) -> [UInt8] {
        (0...dice.roll(7)).map { _ in dice.pick([0, 1, 97, 98, 255]) }
    }

    @Test("does what a dictionary does, and counts and adds up ranges", arguments: [2, 1_000, 60_000] as [UInt64])
    func likeADictionary(seed: UInt64) {
        var dice = SeededGenerator(seed)
        var tree = OrderedBytes()
        var plain: [[UInt8]: ([UInt8], Int)] = [:]
        for step in 0..<12_000 {
            let key = Self.key(&dice)
            // First it grows, then it shrinks.
            if dice.roll(10) < (step < 7_000 ? 8 : 3) {
                let value = [UInt8](repeating: 7, count: dice.roll(5) == 0 ? dice.roll(200) : 0)
                let weight = dice.roll(3) == 0 ? dice.roll(2_000) - 1_000 : 0
                tree.set(key, value: value, weight: weight)
                plain[key] = (value, weight)
            } else {
                let wasRemoved = tree.remove(key)
                if wasRemoved != (plain.removeValue(forKey: key) != nil) { Issue.record("remove at step \(step)") }
            }
            if tree.count != plain.count { Issue.record("count at step \(step)") }
        }
        expectSame(tree, plain)
        for _ in 0..<200 {
            let prefix = OrderedBytes.Prefix(Self.key(&dice))
            let inside = plain.filter { $0.key.starts(with: prefix.lower) }
            #expect(tree.count(in: prefix) == inside.count)
            #expect(tree.total(in: prefix) == inside.reduce(0) { $0 + $1.value.1 })
            #expect(tree.firstKey(from: prefix.lower, to: prefix.upper) == inside.keys.min { $1.isAfter($0) })
            var found: [[UInt8]] = []
            tree.scan(prefix.lower) { entry in
                found.append(entry.key)
                if plain[entry.key]?.0 != Array(entry.value) { Issue.record("the value of \(entry.key)") }
                return true
            }
            #expect(found == inside.keys.sorted { $1.isAfter($0) })
            #expect(tree.hasKey(in: prefix.lower) == !inside.isEmpty)
        }
        for key in plain.keys.shuffled(using: &dice) { tree.remove(key) }
        #expect(tree.count == 0)
        #expect(tree.root.children.isEmpty && tree.root.leaf.isEmpty)
    }

    private func expectSame(_ tree: OrderedBytes, _ plain: [[UInt8]: ([UInt8], Int)]) {
        var found: [[UInt8]] = []
        tree.scan(from: [], to: nil) { entry in
            found.append(entry.key)
            let isSame = plain[entry.key].map { $0.0 == Array(entry.value) && $0.1 == entry.weight }
            if isSame != true { Issue.record("\(entry.key)") }
            return true
        }
        let isSorted = found == plain.keys.sorted { $1.isAfter($0) }
        #expect(isSorted)
        for (key, value) in plain {
            let isSame = tree.contains(key) && tree.value(key).map(Array.init) == value.0
            if !isSame || tree.weight(key) != value.1 { Issue.record("\(key)") }
        }
    }

    @Test("copies stay as they were")
    func copies() {
        var dice = SeededGenerator(5)
        var tree = OrderedBytes()
        var copies: [(OrderedBytes, Set<[UInt8]>)] = []
        var keys: Set<[UInt8]> = []
        for step in 0..<8_000 {
            let key = (0..<6).map { _ in UInt8(truncatingIfNeeded: dice.roll(8)) }
            if dice.roll(3) > 0 {
                tree.set(key)
                keys.insert(key)
            } else {
                tree.remove(key)
                keys.remove(key)
            }
            if step % 400 == 0 { copies.append((tree, keys)) }
        }
        for (copy, keys) in copies {
            var found: [[UInt8]] = []
            copy.scan(from: [], to: nil) { entry in
                found.append(entry.key)
                return true
            }
            let isSame = found == keys.sorted { $1.isAfter($0) }
            #expect(isSame)
        }
    }

    @Test("entries larger than a leaf, and sums at the edge of Int")
    func extremes() {
        var tree = OrderedBytes()
        let long = [UInt8](repeating: 97, count: 10_000)
        for index in 0..<40 { tree.set(long + [UInt8(index)], value: long, weight: index % 2 == 0 ? .max : .min) }
        #expect(tree.count == 40)
        #expect(tree.value(long + [7]).map(Array.init) == long)
        #expect(tree.weight(long + [7]) == .min)
        #expect(tree.total(in: OrderedBytes.Prefix(long)) == -20)
        for index in 0..<40 { tree.remove(long + [UInt8(index)]) }
        #expect(tree.count == 0)
    }

    @Test("stays shallow, so that nothing recurses deeply over it")
    func depth() {
        var tree = OrderedBytes()
        for index in 0..<20_000 { tree.set(Array("object/\(index)".utf8)) }
        var depth = 0
        var nodes = tree.root.children
        while !nodes.isEmpty {
            depth += 1
            nodes = nodes[0].children
        }
        #expect(tree.count == 20_000)
        #expect(depth <= 4)
    }
}
