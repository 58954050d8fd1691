package import ALBController
package import Admission
package import JSON
package import Kubernetes
import Synchronization

/// AlbConfigs that this server has let pass and that its snapshots do not show yet.
///
/// The API server stores an object after all have agreed, and the watch tells it later still: in between a second
/// AlbConfig would claim the same ALB unseen. All event loops ask the same one, one at a time.
package final class RecentAdmissions: Sendable {
    /// Nanoseconds after which an object that nobody has seen was not stored.
    package static let life: UInt64 = 10_000_000_000
    /// Beyond it the oldest are forgotten.
    package static let limit = 128
    /// Bytes of all together.
    package static let sizeLimit = 16 * 1024 * 1024

    private struct Entry {
        let name: ObjectName
        let object: JSONValue
        /// Of the version that it replaces; nil where there was none.
        let replaced: String?
        let admitted: UInt64
        /// The watch has told this version or a later one.
        var isShown = false
        /// The first publication with it.
        var publication: UInt64?

        var size: Int { object.document.bytes.count }
    }

    private let entries = Mutex<[Entry]>([])

    package init() {}

    package struct Judgement: Sendable {
        package var verdict: Verdict
        /// By which it was judged, remembered objects included.
        package var reviewer: Reviewer
        package var remembered: Set<ObjectReference>
    }

    /// Judges by a publication and what it lacks; what `judge` allows is remembered before anybody else's turn.
    ///
    /// `judge` returns the reviewer that it has judged by.
    package func judge(
        _ request: AdmissionRequest,
        by publication: Publication,
        now: UInt64,
        _ judge: (Reviewer, _ remembered: Set<ObjectReference>) -> (Reviewer, Verdict)
    ) -> Judgement {
        entries.withLock { entries in
            entries.removeAll { now >= $0.admitted + Self.life }
            let missing = entries.filter { entry in entry.publication.map { $0 > publication.sequence } ?? true }
            var reviewer = publication.reviewer
            if !missing.isEmpty, reviewer.snapshot.knows(.albConfig) {
                let changes = missing.map { ClusterSnapshot.Change.set(.albConfig, $0.object) }
                reviewer = reviewer.following(reviewer.snapshot.applying(changes))
            }
            let remembered = Set(missing.map { ObjectReference(.albConfig, $0.name) })
            let (last, verdict) = judge(reviewer, remembered)
            if verdict.isAllowed { Self.note(request, in: &entries, now: now) }
            return Judgement(verdict: verdict, reviewer: last, remembered: remembered)
        }
    }

    /// For one that is let pass without having been judged here.
    package func remember(_ request: AdmissionRequest, now: UInt64) {
        entries.withLock { Self.note(request, in: &$0, now: now) }
    }

    /// The watch has told an AlbConfig, or its end.
    package func heard(_ object: JSONValue) {
        guard let name = ObjectName(of: object.node, in: object.document) else { return }
        let version = object["metadata"]?["resourceVersion"]?.string
        entries.withLock { entries in
            for index in entries.indices where entries[index].name == name && !entries[index].isShown {
                entries[index].isShown = Self.isLater(version, than: entries[index].replaced)
            }
        }
    }

    /// All that was heard up to now is in the publication with this number.
    package func published(_ sequence: UInt64) {
        entries.withLock { entries in
            for index in entries.indices where entries[index].isShown && entries[index].publication == nil {
                entries[index].publication = sequence
            }
        }
    }

    package var count: Int { entries.withLock { $0.count } }

    private static func note(_ request: AdmissionRequest, in entries: inout [Entry], now: UInt64) {
        guard ObjectKind(request.kind) == .albConfig, request.subResource.isEmpty, !request.dryRun,
            let node = request.object ?? request.oldObject, var name = ObjectName(of: node, in: request.document)
        else { return }
        if name.namespace.isEmpty { name.namespace = request.namespace }
        entries.removeAll { $0.name == name }
        guard let object = request.object, request.operation == .create || request.operation == .update,
            let copy = try? JSONDocument(parsing: Array(request.document.bytes[request.document.range(object)]))
        else { return }
        let old = request.oldObject.map { JSONValue(request.document, $0) }
        let version = old?["metadata"]?["resourceVersion"]?.string
        entries.append(Entry(name: name, object: copy.value, replaced: version, admitted: now))
        var size = entries.reduce(0) { $0 + $1.size }
        while entries.count > limit || (size > sizeLimit && entries.count > 1) { size -= entries.removeFirst().size }
    }

    /// Versions are numbers that grow (KEP-5504); of any others only equality is known.
    private static func isLater(_ version: String?, than old: String?) -> Bool {
        guard let version, let old else { return true }
        if let version = UInt64(version), let old = UInt64(old) { return version > old }
        return version != old
    }
}
