import Glibc

/// What is done with an input, and how much of the processor it may take.
struct FuzzTarget: Sendable {
    /// A tenth of a second for what a process does once, and then 20 µs a byte: about fifty times what the same code takes
    /// without sanitizers.
    private static let fixedMicroseconds = 100_000
    private static let microsecondsPerByte = 20

    let body: @Sendable ([UInt8]) -> Void

    func run(_ input: [UInt8]) {
        let start = clock()
        body(input)
        let spent = clock() - start
        let limit = Self.fixedMicroseconds + Self.microsecondsPerByte * input.count
        expect(spent < limit, "\(spent) µs for \(input.count) bytes")
    }

    static let all: [String: FuzzTarget] = [
        "json": FuzzTarget(body: fuzzJSON),
        "patch": FuzzTarget(body: fuzzPatch),
        "documents": FuzzTarget(body: fuzzDocuments),
        "http": FuzzTarget(body: fuzzHTTP),
        "review": FuzzTarget(body: fuzzReview),
        "annotation": FuzzTarget(body: fuzzAnnotation),
        "settings": FuzzTarget(body: fuzzSettings),
        "keys": FuzzTarget(body: fuzzKeys),
        "yaml": FuzzTarget(body: fuzzYAML),
    ]
}

/// The target that the first argument names.
enum Selected {
    static let target = CommandLine.arguments.dropFirst().first.flatMap { FuzzTarget.all[$0] }
}

/// Ends the process, which libFuzzer takes for a find.
func expect(_ condition: Bool, _ text: @autoclosure () -> String) {
    if condition { return }
    print("FOUND: \(text())")
    fflush(nil)
    abort()
}
