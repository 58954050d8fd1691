import ALBController
import JSON
import Kubernetes
import TestSupport
import Testing

/// The model against what the real controller did, value by value.
struct ControllerCaseTests {
    /// Guards against a file that lost cases.
    @Test func everyCaseIsThere() {
        #expect(ControllerCase.all.count == 323)
        #expect(ControllerCase.accepted.count == 228)
    }

    @Test(.namesItsCase) func ingressesAreTakenAndBoundAsRecorded() {
        forEachCase(of: ControllerCase.all.filter { $0.stage != "decode" }) { recorded in
            let resolver = recorded.resolver
            let ingresses = try #require(recorded.result?["ingresses"])
            for expected in ingresses.elements {
                let name = try #require(expected["ingress"]?.string)
                let ingress = try #require(resolver.snapshot.ingresses.first { $0.key.description == name }?.value)
                let binding = resolver.binding(of: ingress)
                #expect(binding.isALB == expected["taken"]?.boolean, "\(name)")
                guard binding.isALB else { continue }
                let group = binding.albConfigName.map { config in
                    resolver.albConfig(named: config, for: ingress.metadata.namespace)
                        .map { ObjectName($0.metadata).description } ?? config
                }
                #expect(group == expected["ingressGroup"]?.string, "\(name)")
                let listeners = EffectiveListeners(ingress, profile: .lbc)
                #expect((listeners == nil) == (expected["listenPortsError"] != nil), "\(name)")
                let ports = expected["listenPorts"]?.elements.compactMap(\.string) ?? []
                #expect(listeners?.listeners.map(\.description).sorted() ?? [] == ports.sorted(), "\(name)")
            }
        }
    }

    @Test(.namesItsCase) func listenersAreAsRecorded() {
        forEachCase(of: ControllerCase.accepted) { recorded in
            let certificates = RecordedCertificates(recorded.value["env"]?["casCerts"])
            var actual: [Plain] = []
            for model in recorded.models() {
                for listener in model.listeners {
                    var members: [String: Plain] = [
                        "albConfig": .string(model.albConfig.name), "port": .integer(listener.port),
                        "protocol": .string(listener.protocolText), "gzip": .boolean(listener.gzipEnabled),
                        "idleTimeout": .integer(listener.idleTimeout),
                        "requestTimeout": .integer(listener.requestTimeout),
                        "certs": .array(certificates.plain(listener.certificates)),
                    ]
                    if listener.http2Enabled { members["http2"] = .boolean(true) }
                    if !listener.securityPolicyID.isEmpty {
                        members["securityPolicyId"] = .string(listener.securityPolicyID)
                    }
                    actual.append(.object(members))
                }
            }
            let expected = try #require(recorded.result?["listeners"]).elements.map { Self.withoutDigests(Plain($0)) }
            #expect(Set(actual) == Set(expected))
            #expect(actual.count == expected.count)
        }
    }

    @Test(.namesItsCase) func rulesAreAsRecorded() {
        forEachCase(of: ControllerCase.accepted) { recorded in
            var actual: [String: [Plain]] = [:]
            for model in recorded.models() {
                for listener in model.listeners {
                    for rule in listener.rules {
                        // Rules of old Knative objects have no direction, and their recorded id no protocol.
                        let listenerProtocol = rule.direction == nil ? "" : listener.protocolText
                        let key = "\(model.albConfig.name) \(listener.port) \(listenerProtocol)"
                        actual[key, default: []].append(
                            .object([
                                "priority": .integer(rule.priority),
                                "conditions": .array(rule.conditions.map(Plain.init)),
                                "actions": .array(rule.actions.map(Plain.init)),
                                "direction": .string(rule.direction?.rawValue ?? ""),
                            ])
                        )
                    }
                }
            }
            var expected: [String: [Plain]] = [:]
            for rule in try #require(recorded.result?["rules"]).elements {
                let config = rule["albConfig"]?.string ?? ""
                let key = "\(config) \(rule["port"]?.integer ?? 0) \(rule["protocol"]?.string ?? "")"
                let kept = ["priority", "conditions", "actions", "direction"]
                let members = kept.map { name in (name, rule[name].map(Plain.init) ?? .null) }
                expected[key, default: []].append(.object(Dictionary(members) { $1 }))
            }
            #expect(actual == expected)
        }
    }

    private static func withoutDigests(_ listener: Plain) -> Plain {
        guard case .object(var members) = listener, case .array(let certificates)? = members["certs"] else {
            return listener
        }
        let cut = certificates.map { certificate -> Plain in
            guard case .object(var entry) = certificate, case .string(let id)? = entry["id"] else { return certificate }
            let digest = id.suffix(7)
            let isDigest = digest.first == "-" && digest.dropFirst().allSatisfy(\.isHexDigit) && digest.count == 7
            if isDigest, id.hasPrefix("cas-default-") { entry["id"] = .string(String(id.dropLast(6))) }
            return .object(entry)
        }
        members["certs"] = .array(cut)
        return .object(members)
    }
}
