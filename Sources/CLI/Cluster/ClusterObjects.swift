import ALBController
import Check
import ClusterContext
import JSON
import Kubernetes
import KubernetesClient
import Manifests

/// What a cluster has, as far as it could be read.
struct ClusterObjects: Sendable {
    /// One for each object, named as `kubectl get` would name it: `ingresses/team-a/web`.
    private(set) var files: [ManifestFile] = []
    /// Kinds of which all objects are there.
    private(set) var completeKinds: Set<ObjectKind> = []
    /// What could not be read; fatal where nothing can be said without it.
    private(set) var problems: [CheckProblem] = []

    /// Nothing is said of an Ingress without Ingresses, and little without the listeners of an AlbConfig.
    private static let needed: Set<ContextKind> = [.ingress, .albConfig]

    static func read(_ source: ClusterInput.Source) -> ClusterObjects {
        ClusterObjects(ClusterReader.read(source.access, source.kinds), of: source.access.name)
    }

    init(_ listings: [ClusterReader.Listing], of server: String) {
        let failures = listings.compactMap { listing -> (ClusterReader.Listing, ResourceProblem)? in
            if case .failure(let problem) = listing.result { (listing, problem) } else { nil }
        }
        if let first = failures.first?.1, failures.count == listings.count {
            // One reason for all of them, or near enough: who cannot log in is told so once for each kind.
            let text = failures.allSatisfy { $0.1.reason == first.reason } ? first.text : ""
            if !text.isEmpty {
                problems = [CheckProblem(file: server, position: nil, text: text, isAboutFile: false)]
                return
            }
        }
        problems = failures.map { Self.problem($1, of: $0) }
        for listing in listings {
            guard case .success(let objects) = listing.result else { continue }
            if let kind = listing.kind.objectKind { completeKinds.insert(kind) }
            let type = listing.type
            let made = ParallelMap.map(objects.count) { Self.file(objects[$0], type) }
            files += made.compactMap(\.self)
            if made.contains(where: { $0 == nil }) {
                let text = "some objects cannot be read"
                problems.append(CheckProblem(file: type.plural, position: nil, text: text, isAboutFile: false))
            }
        }
    }

    /// The objects as context of others.
    var snapshot: ClusterSnapshot {
        var builder = ClusterSnapshot.Builder()
        for document in files.lazy.flatMap(\.documents) { builder.add(document.json, document.json.root) }
        builder.knownKinds = completeKinds
        return ClusterSnapshot(builder)
    }

    private static func problem(_ problem: ResourceProblem, of listing: ClusterReader.Listing) -> CheckProblem {
        let name = listing.type.plural
        if problem == .unknownKind {
            let text = "\(problem.text); rules that need it say nothing"
            let isFatal = listing.kind == .ingress
            return CheckProblem(file: name, position: nil, text: text, isFatal: isFatal, isAboutFile: false)
        }
        let isFatal = needed.contains(listing.kind)
        let effect = isFatal ? "" : "; rules that need it say nothing"
        let text = "cannot be read: \(problem.text)\(effect)"
        return CheckProblem(file: name, position: nil, text: text, isFatal: isFatal, isAboutFile: false)
    }

    /// The object with what a list leaves out; nil for one that cannot be read.
    private static func file(_ object: JSONValue, _ type: ListedType) -> ManifestFile? {
        let source = object.document.bytes[object.document.range(object.node)]
        var bytes = Array(source.prefix(1))
        bytes.reserveCapacity(source.count + 80)
        if object["apiVersion"] == nil { bytes += Array("\"apiVersion\":\"\(type.apiVersion)\",".utf8) }
        if object["kind"] == nil { bytes += Array("\"kind\":\"\(type.kind)\",".utf8) }
        // Each object has a name, so something stands behind the comma.
        bytes += source.dropFirst()
        guard let document = try? JSONDocument(parsing: bytes) else { return nil }
        let metadata = object["metadata"]
        let path = [type.plural, metadata?["namespace"]?.string ?? "", metadata?["name"]?.string ?? ""]
        return ManifestFile(stored: path.filter { !$0.isEmpty }.joined(separator: "/"), document)
    }
}

/// What the path of a list says about the objects in it.
private struct ListedType: Sendable {
    var apiVersion: String
    var kind: String
    var plural: String
}

extension ClusterReader.Listing {
    fileprivate var type: ListedType {
        let parts = path.split(separator: "/").map(String.init)
        // /api/VERSION/... or /apis/GROUP/VERSION/...
        let version = parts.first == "api" ? parts.dropFirst().prefix(1) : parts.dropFirst().prefix(2)
        return ListedType(
            apiVersion: version.joined(separator: "/"),
            kind: kind.name,
            plural: parts.last ?? kind.name
        )
    }
}
