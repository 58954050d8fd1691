import Glibc

/// Each area of the product adds its list here.
let suites: [(Inputs) throws -> [Benchmark]] = [
    JSONBenchmarks.all,
    ReviewBenchmarks.all,
    ClusterBenchmarks.all,
    { _ in try ModelBenchmarks.all() },
    { _ in YAMLBenchmarks.all() },
]

func complain(_ message: String) {
    let line = message + "\n"
    _ = write(STDERR_FILENO, line, line.utf8.count)
}

do {
    #if DEBUG
    complain("warning: a debug build; measure with swift run -c release Benchmarks")
    #endif
    let inputs = Inputs(arguments: Array(CommandLine.arguments.dropFirst()))
    if let watched = inputs.watched {
        for suite in suites {
            for benchmark in try suite(inputs) where benchmark.name == watched.name {
                _ = try benchmark.elapsed(watched.times)
            }
        }
        exit(0)
    }
    print(Table.header())
    for suite in suites {
        for benchmark in try suite(inputs) where inputs.selects(benchmark) {
            print(Table.row(try benchmark.measure(), instructions: InstructionCount.measure(benchmark, inputs)))
        }
    }
} catch {
    complain("error: \(error)")
    exit(1)
}
