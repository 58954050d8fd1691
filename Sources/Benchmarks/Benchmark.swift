/// One measured operation.
struct Benchmark {
    var name: String
    /// Bytes that one operation handles, for the throughput column; 0 when that has no meaning.
    var bytes: Int
    /// Its result is summed up and kept, so that the optimiser cannot drop the work.
    var operation: () throws -> Int

    init(_ name: String, bytes: Int = 0, operation: @escaping () throws -> Int) {
        self.name = name
        self.bytes = bytes
        self.operation = operation
    }
}

struct Measurement {
    var name: String
    var median: Double
    var best: Double
    var bytes: Int

    /// By the best run: noise of other processes only ever adds time.
    var megabytesPerSecond: Double? { bytes == 0 ? nil : Double(bytes) * 1000 / best }
}

extension Benchmark {
    static let runs = 15

    /// Calibrates the number of iterations to about 20 ms a run, which also is the warm-up.
    func measure() throws -> Measurement {
        var iterations = 1
        while try elapsed(iterations) < 20_000_000, iterations < 1 << 24 { iterations *= 2 }
        var times: [Double] = []
        for _ in 0..<Self.runs { times.append(try Double(elapsed(iterations)) / Double(iterations)) }
        times.sort()
        return Measurement(name: name, median: times[times.count / 2], best: times[0], bytes: bytes)
    }

    /// Nanoseconds of CPU.
    func elapsed(_ iterations: Int) throws -> UInt64 {
        var sum = 0
        let start = CPUClock.nanoseconds()
        for _ in 0..<iterations { sum &+= try operation() }
        let end = CPUClock.nanoseconds()
        keep(sum)
        return end - start
    }
}

@inline(never)
private func keep(_ value: Int) {
    withExtendedLifetime(value) {}
}
