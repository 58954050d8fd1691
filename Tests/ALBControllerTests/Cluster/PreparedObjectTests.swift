import JSON
import Kubernetes
import TestSupport
import Testing

@testable import ALBController

struct PreparedObjectTests {
    @Test(
        "a snapshot built at once is the one built object by object, and takes changes alike",
        arguments: 0..<8 as Range<UInt64>
    )
    func sameSnapshot(seed: UInt64) throws {
        var world = RandomWorld(seed)
        for _ in 0..<(seed == 0 ? 5 : 700) { _ = try world.change() }
        let values = try world.objects.values.map { ($0.kind, try $0.value) }
        var single = ClusterSnapshot.Builder()
        for (kind, value) in values { single.add(kind, value.document, value.node) }
        var whole = ClusterSnapshot.Builder()
        let prepared = values.compactMap { PreparedObject($0.0, $0.1.document, $0.1.node) }
        let middle = prepared.count / 3
        whole.add([PreparedObjects(Array(prepared[..<middle])), PreparedObjects(Array(prepared[middle...]))])
        single.knownKinds = Set(ObjectKind.allCases)
        whole.knownKinds = single.knownKinds
        var snapshots = (ClusterSnapshot(single), ClusterSnapshot(whole))
        expectSame(snapshots.0, snapshots.1)
        for _ in 0..<150 {
            let change = try world.change()
            snapshots = (snapshots.0.applying([change]), snapshots.1.applying([change]))
        }
        expectSame(snapshots.0, snapshots.1)
        #expect(snapshots.1.tree.root.count == snapshots.0.tree.root.count)
    }

    @Test("of several objects with one name the last one counts, also beside what is there already")
    func lastOneCounts() throws {
        func service(_ port: Int) throws -> PreparedObject {
            let text = "{\"metadata\":{\"name\":\"a\",\"namespace\":\"n\"},\"spec\":{\"ports\":[{\"port\":\(port)}]}}"
            let document = try JSONDocument(parsing: Array(text.utf8))
            return try #require(PreparedObject(.service, document, document.root))
        }
        var builder = ClusterSnapshot.Builder()
        builder.add([PreparedObjects([try service(80), try service(81)])])
        #expect(ClusterSnapshot(builder).services[ObjectName("n", "a")]?.ports.first?.port == 81)
        builder.add([PreparedObjects([try service(80)])])
        #expect(ClusterSnapshot(builder).services[ObjectName("n", "a")]?.ports.first?.port == 80)
        builder = ClusterSnapshot.Builder()
        builder.add([PreparedObjects([try service(80)]), PreparedObjects([try service(82)])])
        #expect(ClusterSnapshot(builder).services[ObjectName("n", "a")]?.ports.first?.port == 82)
        #expect(ClusterSnapshot(builder).count(of: .service) == 1)
    }

    private func expectSame(_ left: ClusterSnapshot, _ right: ClusterSnapshot) {
        let isSame = entries(left) == entries(right)
        #expect(isSame)
        let isAlike = SnapshotPicture(left).lines == SnapshotPicture(right).lines
        #expect(isAlike)
    }

    private func entries(_ snapshot: ClusterSnapshot) -> [String] {
        var found: [String] = []
        snapshot.tree.scan(from: [], to: nil) { entry in
            found.append("\(entry.key) \(Array(entry.value)) \(entry.weight)")
            return true
        }
        return found
    }
}
