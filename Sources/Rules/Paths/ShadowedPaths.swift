import ALBController
import Admission
import Kubernetes

/// A rule that is never reached, because an earlier one on all its listeners matches everything that it matches.
struct ShadowedPath {
    var loser: RoutedPath
    var winner: RoutedPath

    /// The two have the same host and path, and the later asks for no more.
    var isDuplicate: Bool { loser.host == winner.host && loser.path == winner.path && !loser.isConditional }
    var isWithinOneIngress: Bool { loser.ingress == winner.ingress }
}

/// Finds the rules of an Ingress that are shadowed, and those of its neighbours that it shadows.
///
/// ALB tries rules by `order`, then `namespace/name`, then as written; longer paths have no precedence. Everything is
/// bounded: what is left out is not reported.
struct ShadowedPaths {
    /// In the order of the rules; at most one for each losing rule.
    private(set) var found: [ShadowedPath] = []

    private var routed: [RoutedPath] = []
    private var tables: [CoveredPaths] = []
    private var tableIndexes: [Place: Int] = [:]
    private var hasWildcardHost = false
    private let own: ObjectName
    private var isUniform = false

    private static let neighbours = 64
    private static let neighbourPaths = 4096
    private static let listeners = 8

    init(_ review: IngressReview) {
        own = review.name
        guard !(review.isKnative && review.hasObjectAction) else { return }
        let group = Self.group(review)
        guard group.count > 1 || PathOverlap.isPossible(in: review.object) else { return }
        // Alone and with every rule on every listener, one listener shows what all of them do.
        isUniform = group.count == 1 && review.listeners?.placement == .everywhere
        for ingress in group {
            let limit = ObjectName(ingress.metadata) == own ? Int.max : Self.neighbourPaths
            for path in RoutedPath.all(of: ingress, profile: review.profile, limit: limit) { add(path) }
        }
    }

    /// The Ingress and those that share a host with it, in the order of the group.
    private static func group(_ review: IngressReview) -> [Ingress] {
        let snapshot = review.snapshot
        var names: Set<ObjectName> = []
        search: for host in Set(review.object.rules.map(\.host)).sorted().prefix(neighbours) {
            for name in snapshot.indexes.ingresses(meetingHost: host, limit: neighbours) where name != review.name {
                names.insert(name)
                if names.count == neighbours { break search }
            }
        }
        let resolver = review.context.resolver
        var group = names.compactMap { snapshot.ingresses[$0] }.filter { other in
            guard !other.metadata.isTerminating else { return false }
            let binding = resolver.binding(of: other)
            return binding.isALB && binding.albConfigName == review.binding.albConfigName
        }
        group.append(review.object)
        return group.map { (GroupOrder($0.metadata.annotations).value, ObjectName($0.metadata).description, $0) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    private mutating func add(_ path: RoutedPath) {
        var path = path
        if isUniform { path.listeners = Array(path.listeners.prefix(1)) }
        guard !path.listeners.isEmpty, path.listeners.count <= Self.listeners else { return }
        if let winner = winner(over: path) {
            if path.ingress == own || routed[winner].ingress == own {
                found.append(ShadowedPath(loser: path, winner: routed[winner]))
            }
            return
        }
        guard !path.isConditional else { return }
        let owner = routed.count
        routed.append(path)
        for listener in path.listeners {
            for host in path.hosts {
                let index = table(Place(listener: listener, host: host))
                for pattern in path.patterns { tables[index].add(pattern, owner: owner) }
            }
        }
    }

    /// One host of one listener.
    private struct Place: Hashable {
        var listener: ListenerKey
        var host: String
    }

    private mutating func table(_ place: Place) -> Int {
        if let index = tableIndexes[place] { return index }
        if place.host.hasPrefix("*") { hasWildcardHost = true }
        tableIndexes[place] = tables.count
        tables.append(CoveredPaths())
        return tables.count - 1
    }

    private func winner(over path: RoutedPath) -> Int? {
        var first: Int?
        for listener in path.listeners {
            for host in path.hosts {
                let candidates = tables(covering: host, on: listener)
                for pattern in path.patterns {
                    guard let owner = candidates.lazy.compactMap({ tables[$0].owner(covering: pattern) }).first else {
                        return nil
                    }
                    first = first ?? owner
                }
            }
        }
        return first
    }

    /// The host itself, the wildcard above it, which matches one label, and every host.
    private func tables(covering host: String, on listener: ListenerKey) -> [Int] {
        var hosts = [host]
        if hasWildcardHost, !host.hasPrefix("*"), let dot = host.utf8.firstIndex(of: UInt8(ascii: ".")) {
            hosts.append("*" + host[dot...])
        }
        if !host.isEmpty { hosts.append("") }
        return hosts.compactMap { tableIndexes[Place(listener: listener, host: $0)] }
    }
}

extension IngressReview {
    /// Whether an `actions.*` value is no list, as older Knative versions write it.
    var hasObjectAction: Bool {
        annotations.all(withPrefix: AnnotationKey.actionsPrefix).contains { $0.value.utf8.first != UInt8(ascii: "[") }
    }
}
