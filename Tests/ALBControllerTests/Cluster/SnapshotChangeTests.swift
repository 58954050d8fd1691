import JSON
import Kubernetes
import TestSupport
import Testing

@testable import ALBController

struct SnapshotChangeTests {
    @Test("after any changes a snapshot is the one that is built at once", arguments: 0..<12 as Range<UInt64>)
    func anyChanges(seed: UInt64) throws {
        var world = RandomWorld(seed)
        var snapshot = ClusterSnapshot.empty
        var kept: [(ClusterSnapshot, [String: RandomWorld.Object])] = []
        for step in 0..<300 {
            snapshot = snapshot.applying(try (0...world.dice.roll(3)).map { _ in try world.change() })
            if step % 25 == 0 { snapshot = try relisted(snapshot, &world) }
            if step % 60 == 0 { kept.append((snapshot, world.objects)) }
        }
        kept.append((snapshot, world.objects))
        for (snapshot, objects) in kept { try expectSame(snapshot, objects) }
    }

    @Test("when everything is gone nothing is left")
    func allGone() throws {
        var world = RandomWorld(99)
        var snapshot = ClusterSnapshot(ClusterSnapshot.Builder(judge: RandomWorld.judge))
        for _ in 0..<400 { snapshot = snapshot.applying([try world.change()]) }
        #expect(snapshot.tree.count > 100)
        snapshot = snapshot.applying(world.objects.values.map { .removed($0.kind, $0.name) })
        #expect(snapshot.tree.count == 0)
        #expect(snapshot.albConfigs.isEmpty && snapshot.ingressClasses.isEmpty && snapshot.namespaces.isEmpty)
        #expect(SnapshotPicture(snapshot).lines == SnapshotPicture(.empty).lines)
    }

    @Test("stops follow their objects, and the judge")
    func stops() throws {
        var world = RandomWorld(7)
        var builder = ClusterSnapshot.Builder(judge: RandomWorld.judge)
        for _ in 0..<400 { builder.apply(try world.change()) }
        let judged = ClusterSnapshot(builder)
        var plain = ClusterSnapshot.Builder()
        for object in world.objects.values { plain.apply(.set(object.kind, try object.value)) }
        #expect(ClusterSnapshot(plain).tree.count < judged.tree.count)
        plain.judge(with: RandomWorld.judge)
        let isSame = entries(ClusterSnapshot(plain)) == entries(judged)
        #expect(isSame)
        plain.judge(with: nil)
        #expect(entries(ClusterSnapshot(plain)).count < entries(judged).count)
    }

    private func expectSame(_ snapshot: ClusterSnapshot, _ objects: [String: RandomWorld.Object]) throws {
        var builder = ClusterSnapshot.Builder()
        builder.knownKinds = snapshot.knownKinds
        for object in objects.values { builder.apply(.set(object.kind, try object.value)) }
        let fresh = ClusterSnapshot(builder)
        let isSame = entries(snapshot) == entries(fresh)
        #expect(isSame)
        for kind in ObjectKind.allCases {
            let names = objects.values.filter { $0.kind == kind }.map(\.name)
            #expect(Set(snapshot.names(of: kind)) == Set(names))
            #expect(snapshot.names(of: kind) == fresh.names(of: kind))
            #expect(snapshot.count(of: kind) == names.count)
        }
        let isAlike = SnapshotPicture(snapshot).lines == SnapshotPicture(fresh).lines
        #expect(isAlike)
    }

    /// A list of one kind, compared by name with what was known.
    private func relisted(_ snapshot: ClusterSnapshot, _ world: inout RandomWorld) throws -> ClusterSnapshot {
        let kind = world.dice.pick(ObjectKind.allCases)
        let listed = world.relist(kind)
        let gone = Set(snapshot.names(of: kind)).subtracting(listed.map(\.name))
        let changes = try listed.map { ClusterSnapshot.Change.set(kind, try $0.value) }
        return snapshot.applying(changes + gone.map { .removed(kind, $0) } + [.known(kind)])
    }

    private func entries(_ snapshot: ClusterSnapshot) -> [Contributions.Entry] {
        var found: [Contributions.Entry] = []
        snapshot.tree.scan(from: [], to: nil) { entry in
            found.append(Contributions.Entry(key: entry.key, value: Array(entry.value), weight: entry.weight))
            return true
        }
        return found
    }
}
