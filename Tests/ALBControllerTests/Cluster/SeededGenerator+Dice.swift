import TestSupport

extension SeededGenerator {
    init(_ seed: UInt64) {
        self.init(seed: seed)
    }

    mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &self) }
}
