import JSON
import Kubernetes
import Testing

@testable import ALBController

/// The indexes find exactly the Ingresses whose binding, worked out one by one, leads to the AlbConfig.
struct BindingSearchTests {
    @Test("as the resolver says", arguments: ControllerProfile.allCases, 0..<6 as Range<UInt64>)
    func likeTheResolver(profile: ControllerProfile, seed: UInt64) throws {
        var world = RandomWorld(seed)
        var builder = ClusterSnapshot.Builder()
        builder.knownKinds = Set(ObjectKind.allCases)
        for _ in 0..<400 { builder.apply(try world.change()) }
        let snapshot = ClusterSnapshot(builder)
        let resolver = ClassResolver(
            profile: profile,
            classNames: ["alb", "c"],
            controllers: ["ingress.k8s.alibabacloud/alb"],
            snapshot: snapshot
        )
        let live = snapshot.ingresses.filter { !$0.value.metadata.isTerminating }
        #expect(live.count > 40)
        for name in ["default", "x", "y", "alb", "nowhere"] {
            let members = live.filter {
                let binding = resolver.binding(of: $0.value)
                return binding.isALB && binding.albConfigName == name
            }
            let found = AlbConfigIngresses(onAlbConfig: name, resolver)
            #expect(found.all.prefix(.max) == members.map(\.key))
            #expect(found.all.count == members.count)
            expectAnswers(found, members, profile)
            for config in snapshot.albConfigs.values where config.metadata.name == name {
                let own = members.filter {
                    let namespace = $0.value.metadata.namespace
                    return resolver.albConfig(named: name, for: namespace).map { ObjectName($0.metadata) }
                        == ObjectName(config.metadata)
                }
                #expect(AlbConfigIngresses(of: config, resolver).all.prefix(.max) == own.map(\.key))
            }
        }
    }

    private func expectAnswers(
        _ found: AlbConfigIngresses,
        _ members: [(key: ObjectName, value: Ingress)],
        _ profile: ControllerProfile
    ) {
        var users: [ListenerKey: [ObjectName]] = [:]
        var meeting: [HostAndPath: Set<ObjectName>] = [:]
        for (name, ingress) in members {
            for key in EffectiveListeners(ingress, profile: profile)?.listeners ?? [] {
                users[key, default: []].append(name)
            }
            for path in ingress.paths { meeting[HostAndPath(path), default: []].insert(name) }
        }
        #expect(Set(found.listeners.keys) == Set(users.keys))
        for (key, names) in users { #expect(found.users(of: key).prefix(.max) == names) }
        for (key, names) in meeting {
            let sharers = found.sharers(of: key)
            #expect(Set(sharers.mains.prefix(.max) + sharers.canaries.prefix(.max)) == names)
            #expect(sharers.mains.count + sharers.canaries.count == names.count)
        }
        #expect(found.ruleLoad == members.reduce(0) { $0 + IngressFacts($1.value, profile: profile).ruleLoad })
        for host in ["", "a.x", "*.x", "*.b.x"] {
            let users = members.filter { $0.value.rules.contains { $0.host == host } }.map(\.key)
            #expect(found.users(ofHost: host).prefix(.max) == users)
        }
    }
}
