import JSON
import Kubernetes
import KubernetesClient
import Synchronization

@testable import ManagedCertificates

/// The Secret and the two configurations of an API server, with their versions; in memory.
final class FakeAPIServer {
    /// By the index of the resource.
    var objects: [Int: String] = [:]
    var versions: [Int: Int] = [:]
    /// Answers instead of the usual ones.
    var readProblems: [Int: ResourceProblem] = [:]
    var writeProblems: [Int: ResourceProblem] = [:]
    /// Called before a write is looked at, once.
    var interference: (() -> Void)?
    private(set) var writes: [String] = []
    private var lastVersion = 0

    static let secret = KeeperRound.secretIndex

    var server: KeeperServer {
        KeeperServer(
            read: { resource, _, _ in self.read(resource) },
            write: { resource, _, name, change in self.write(resource, name, change) }
        )
    }

    /// `bundles` of the webhooks; nil for none.
    func install(_ index: Int, _ bundles: [[UInt8]?] = [nil, nil]) {
        let webhooks = bundles.map { bundle in
            let member = bundle.map { ",\"caBundle\":\"\(Base64.encode($0))\"" } ?? ""
            return #"{"name":"w","clientConfig":{"url":"https://a.svc"\#(member)}}"#
        }
        put(index, #"{"metadata":{"name":"alb"},"webhooks":[\#(webhooks.joined(separator: ","))]}"#)
    }

    func put(_ index: Int, _ text: String) {
        lastVersion += 1
        objects[index] = text
        versions[index] = lastVersion
    }

    func remove(_ index: Int) { objects[index] = nil }

    func bundles(_ index: Int) -> [[UInt8]] { value(index).map { RegistrationObject($0).bundles } ?? [] }

    var contents: SecretContents? { value(Self.secret).flatMap { try? SecretContents($0) } }

    private func value(_ index: Int) -> JSONValue? {
        guard let text = objects[index], let version = versions[index] else { return nil }
        let whole = text.replacing(#"{"metadata":{"#, with: #"{"metadata":{"resourceVersion":"\#(version)","#)
        return try? JSONDocument(parsing: Array(whole.utf8)).value
    }

    private func read(_ index: Int) -> APIRead {
        if let problem = readProblems[index] { return .failed(problem) }
        return value(index).map { .found($0) } ?? .absent
    }

    private func write(_ index: Int, _ name: String, _ change: ObjectChange) -> APIWrite {
        let act = interference
        interference = nil
        act?()
        writes.append("\(change.verb) \(index)")
        if let problem = writeProblems[index] { return .failed(problem) }
        guard let body = try? JSONDocument(parsing: change.body).value else { return .failed(.malformed("body")) }
        switch change.verb {
        case .create:
            if objects[index] != nil { return .conflict("it exists") }
            put(index, #"{"metadata":{"name":"\#(name)"},"data":\#(body["data"]?.text ?? "{}")}"#)
        case .mergePatch:
            guard let version = versions[index], objects[index] != nil else { return .absent }
            guard body["metadata"]?["resourceVersion"]?.string == "\(version)" else { return .conflict("changed") }
            put(index, #"{"metadata":{"name":"\#(name)"},"data":\#(merged(index, body["data"]))}"#)
        case .jsonPatch:
            guard let version = versions[index], let old = value(index) else { return .absent }
            guard body.elements.first?["value"]?.string == "\(version)" else { return .conflict("changed") }
            var bundles: [[UInt8]?] = RegistrationObject(old).bundles
            for operation in body.elements.dropFirst() {
                guard
                    let number = operation["path"]?.string?.split(separator: "/").dropFirst().first.flatMap({ Int($0) })
                else { return .failed(.malformed("path")) }
                bundles[number] = operation["value"]?.string.flatMap(Base64.decode)
            }
            install(index, bundles)
        case .replace: return .failed(.malformed("not used"))
        }
        return value(index).map { .done($0) } ?? .absent
    }

    private func merged(_ index: Int, _ data: JSONValue?) -> String {
        var members: [String: String] = [:]
        for (key, value) in value(index)?["data"]?.members ?? [] { members[key] = value.text }
        for (key, value) in data?.members ?? [] { members[key] = value.text }
        return "{" + members.map { "\"\($0.key)\":\($0.value)" }.sorted().joined(separator: ",") + "}"
    }
}
