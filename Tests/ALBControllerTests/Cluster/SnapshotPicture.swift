import JSON
import Kubernetes

@testable import ALBController

/// What a snapshot answers to every question that there is about the names of ``RandomWorld``.
struct SnapshotPicture {
    private(set) var lines: [String] = []

    init(_ snapshot: ClusterSnapshot) {
        addObjects(snapshot)
        addIndexes(snapshot)
        for profile in ControllerProfile.allCases {
            let resolver = ClassResolver(
                profile: profile,
                classNames: ["alb"],
                controllers: ["ingress.k8s.alibabacloud/alb"],
                snapshot: snapshot
            )
            addUsers(resolver)
            for name in ["default", "x", "y"] {
                addIngresses(AlbConfigIngresses(onAlbConfig: name, resolver))
                for namespace in ["", "a"] {
                    guard let config = snapshot.albConfigs[ObjectName(namespace, name)] else { continue }
                    addIngresses(AlbConfigIngresses(of: config, resolver, except: ObjectName("a", "w1")))
                }
            }
        }
    }

    private mutating func add(_ question: String, _ answer: some Any) { lines.append("\(question): \(answer)") }

    private mutating func addObjects(_ snapshot: ClusterSnapshot) {
        for kind in ObjectKind.allCases { add("\(kind)", snapshot.names(of: kind)) }
        for (name, config) in snapshot.albConfigs.sorted(by: { $0.key < $1.key }) { add("\(name)", config.value.text) }
        for (name, known) in snapshot.ingressClasses.sorted(by: { $0.key < $1.key }) {
            add(name, "\(known.controller) \(known.isDefault) \(String(describing: known.parameters?.name))")
        }
        for (name, known) in snapshot.namespaces.sorted(by: { $0.key < $1.key }) {
            add(name, "\(known.metadata.isTerminating) \(known.metadata.labels["x"] ?? "")")
        }
        for (name, ingress) in snapshot.ingresses { add("\(name)", ingress.paths.map(\.path)) }
        for (name, service) in snapshot.services { add("\(name)", service.ports.count) }
        for (name, secret) in snapshot.secrets { add("\(name)", secret.type) }
    }

    private mutating func addIndexes(_ snapshot: ClusterSnapshot) {
        let indexes = snapshot.indexes
        for name in ["", "default", "x", "y"] {
            add("AlbConfigs \(name)", indexes.albConfigs(named: name).prefix(99))
            add("classes of \(name)", indexes.classes(ofAlbConfig: name).prefix(99))
        }
        for id in ["alb-0", "alb-1", "alb-2"] { add(id, indexes.albConfigs(ofALB: id).prefix(99)) }
        for controller in ["ingress.k8s.alibabacloud/alb", "other"] {
            add(controller, indexes.classes(ofController: controller).prefix(99))
        }
        for secret in 0..<5 { add("s\(secret)", indexes.secrets(named: "s\(secret)").prefix(99)) }
        add("names", indexes.albConfigNames(99))
        add("default classes", indexes.defaultClasses.prefix(99))
        add("without parameters", indexes.classesWithoutParameters.prefix(99))
        add("shared", snapshot.sharedALBs)
    }

    private mutating func addUsers(_ resolver: ClassResolver) {
        for namespace in ["a", "b", "a-b"] {
            for name in ["v1", "v2", "s1", "s2"] {
                let object = ObjectName(namespace, name)
                add("users of \(object)", resolver.users(ofService: object).prefix(99))
                add("users of \(object)", resolver.users(ofSecret: object).prefix(99))
                add("ports of \(object)", resolver.portUsers(ofService: object).ports.map { "\($0.port)" })
                add("hosts of \(object)", resolver.hosts(ofSecret: object).hosts.map(\.host))
            }
        }
        for name in ["alb", "c", "d", "none"] { add("users of \(name)", resolver.users(ofClass: name).prefix(99)) }
        add("stopped", resolver.stoppedALBs)
    }

    private mutating func addIngresses(_ ingresses: AlbConfigIngresses) {
        add("all of \(ingresses.albConfigName)", ingresses.all.prefix(99))
        add("complete", ingresses.isComplete)
        add("stops", ingresses.stops())
        add("listeners", ingresses.listeners.keys)
        add("rules", ingresses.ruleLoad)
        add("secrets", ingresses.listenerSecrets().names)
        add("port conflict", ingresses.portConflict as Any)
        add("order conflict", ingresses.orderConflict as Any)
        for order in 1...10 { add("order \(order)", ingresses.holders(ofOrder: order).prefix(99)) }
        for key in ingresses.listeners.keys {
            add("\(key)", ingresses.users(of: key).prefix(99))
            add("\(key)", ingresses.certificateProviders(for: key).prefix(99))
            add("\(key)", ingresses.discoverers(on: key).prefix(99))
        }
        for host in ["", "a.x", "*.x", "a.b.x"] {
            add("host \(host)", ingresses.meeting(host: host, limit: 99).names)
            let sharers = ingresses.sharers(of: HostAndPath(host: host, path: "/"))
            add("path of \(host)", "\(sharers.mains.prefix(99)) \(sharers.canaries.prefix(99)) \(sharers.canaryWeight)")
        }
    }
}
