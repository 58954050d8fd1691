import ALBController
import JSON
import TestSupport
import Testing

/// Which entry is created and which one gets the rules, against the steps of the controller written down plainly.
struct ListenerEntriesTests {
    private struct Entry {
        var port: String
        var `protocol`: String

        /// Go's `IntOrString.IntValue`.
        var number: Int { Int(port.filter { $0 != "\"" }) ?? 0 }
        /// Go's `IntOrString.String`.
        var text: String { port.isEmpty ? "0" : port.filter { $0 != "\"" } }

        var json: String {
            let first = port.isEmpty ? [] : ["\"port\": \(port)"]
            let second = self.protocol.isEmpty ? [] : ["\"protocol\": \"\(self.protocol)\""]
            return "{\((first + second).joined(separator: ", "))}"
        }
    }

    @Test func agreesWithTheStepsOfTheController() throws {
        var random = SeededGenerator(seed: 20_260_813)
        var collisions = 0
        for _ in 0..<4000 {
            let entries = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                Entry(
                    port: ["80", "80", "443", "\"80\"", "\"080\"", "0", "", "\"http\""].randomElement(using: &random)
                        ?? "",
                    protocol: ["HTTP", "HTTP", "HTTPS", "", "http"].randomElement(using: &random) ?? ""
                )
            }
            let list = "[\(entries.map(\.json).joined(separator: ","))]"
            let document = try JSONDocument(parsing: Array("{\"spec\": {\"listeners\": \(list)}}".utf8))
            let listeners = AlbConfig(document, document.root).listeners
            let key: ListenerKey = Bool.random(using: &random) ? .http80 : .https443
            let isFulfilled = Self.isFulfilled(entries, key)
            #expect((ListenerEntries(listeners).collision(on: key) == nil) == isFulfilled, "\(list) \(key)")
            collisions += isFulfilled ? 0 : 1
        }
        #expect(collisions > 200)
    }

    /// `syncIngress` adds, `run` joins, `AddResource` keeps the first of an id.
    private static func isFulfilled(_ entries: [Entry], _ key: ListenerKey) -> Bool {
        let name = key.listenerProtocol.rawValue
        var entries = entries
        if !entries.contains(where: { "\($0.text)/\($0.protocol)" == "\(key.port)/\(name)" }) {
            entries.append(Entry(port: "\(key.port)", protocol: name))
        }
        var created: [String: Int] = [:]
        var joined: [String: Int] = [:]
        for (index, entry) in entries.enumerated() {
            let id = "\(entry.number == 0 ? 80 : entry.number)-\(entry.protocol.isEmpty ? "HTTP" : entry.protocol)"
            if created[id] == nil { created[id] = index }
            joined["\(entry.number)-\(entry.protocol)"] = index
        }
        let id = "\(key.port)-\(name)"
        return joined[id] == created[id]
    }
}
