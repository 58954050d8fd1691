import Dispatch

/// Work on many things that do not depend on each other, on all cores.
package enum ParallelMap {
    /// So many are one piece of work: enough that handing it out costs nothing, few enough that no core waits long.
    package static let chunk = 64

    /// The results in the order of the indexes.
    package static func map<Result: Sendable>(
        _ count: Int,
        inChunksOf chunk: Int = chunk,
        _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        guard count > chunk else { return (0..<count).map(body) }
        let chunks = (count + chunk - 1) / chunk
        return [Result](unsafeUninitializedCapacity: count) { buffer, filled in
            // SAFETY: each index is in one chunk, and all chunks are done when the call returns.
            nonisolated(unsafe) let results = buffer
            DispatchQueue.concurrentPerform(iterations: chunks) { number in
                for index in number * chunk..<min(count, (number + 1) * chunk) {
                    results.initializeElement(at: index, to: body(index))
                }
            }
            filled = count
        }
    }
}
