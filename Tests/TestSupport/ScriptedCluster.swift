import ALBController
package import ClusterContext
package import JSON
package import KubernetesClient
import Synchronization

/// An API server of which a test says every word.
package final class ScriptedCluster: ObjectSource {
    package struct Read: Sendable {
        package let kind: ContextKind
        package let namespace: String
        package let name: String
        package let done: @Sendable (APIRead) -> Void

        package var description: String { "\(kind.name) \(namespace.isEmpty ? name : "\(namespace)/\(name)")" }
    }

    private struct State {
        var sink: LiveContextConfiguration.Sink?
        var kinds: [ContextKind] = []
        var reads: [Read] = []
        var isStopped = false
    }

    private let state = Mutex(State())
    /// What a read comes to at once; nil: the test answers it, or nobody.
    private let answer: @Sendable (Read) -> APIRead?

    package init(_ answer: @escaping @Sendable (Read) -> APIRead? = { _ in nil }) {
        self.answer = answer
    }

    package func configuration(
        _ kinds: [ContextKind] = ContextKind.allCases.filter { $0 != .secret }
    ) -> LiveContextConfiguration {
        var configuration = LiveContextConfiguration(kinds: kinds) { [self] resources, sink in
            state.withLock { state in
                state.sink = sink
                state.kinds = kinds
            }
            return self
        }
        // The first publication has all kinds, however slow the machine is.
        configuration.patience = 3_600_000_000_000
        return configuration
    }

    package func tell(_ kind: ContextKind, _ events: ResourceEvent...) {
        let (sink, index) = state.withLock { ($0.sink, $0.kinds.firstIndex(of: kind)) }
        guard let sink, let index else { return }
        for event in events { sink(index, event) }
    }

    package func list(_ kind: ContextKind, _ objects: [String] = []) {
        tell(kind, .listBegan)
        for text in objects {
            if let value = Self.value(text) { tell(kind, .object(value)) }
        }
        tell(kind, .listEnded)
        tell(kind, .isCurrent)
    }

    /// Every kind that is not named has no objects.
    package func listAll(_ objects: [ContextKind: [String]] = [:]) {
        for kind in state.withLock({ $0.kinds }) { list(kind, objects[kind] ?? []) }
    }

    package static func value(_ text: String) -> JSONValue? {
        try? JSONDocument(parsing: Array(text.utf8)).value
    }

    package var reads: [Read] { state.withLock { $0.reads } }
    package var isStopped: Bool { state.withLock { $0.isStopped } }

    package func read(
        _ resource: Int,
        namespace: String,
        name: String,
        deadline: UInt64,
        _ done: @escaping @Sendable (APIRead) -> Void
    ) {
        let read = state.withLock { state -> Read? in
            guard state.kinds.indices.contains(resource) else { return nil }
            let read = Read(kind: state.kinds[resource], namespace: namespace, name: name, done: done)
            state.reads.append(read)
            return read
        }
        guard let read else { return done(.failed(.malformed("no such resource"))) }
        if let result = answer(read) { done(result) }
    }

    package func stop() {
        state.withLock { state in
            state.isStopped = true
            state.sink = nil
        }
    }
}
