import Certificates
import JSON
import KubernetesClient

/// Reading.
extension KeeperRound {
    mutating func readRegistrations(_ unwritable: Set<Int>) -> Reading {
        var reading = Reading()
        for index in Self.kinds.indices {
            let answer = server.read(index, "", place.configurations)
            var object: RegistrationObject?
            var problem: String?
            var state = Registration.State.absent
            switch answer {
            case .found(let value):
                let found = RegistrationObject(value)
                object = found
                state = found.state
            case .absent: break
            case .failed(let failure):
                problem = failure.text
                state = failure.isRefusal ? .refused : .unknown
            }
            reading.objects.append(object)
            reading.registrations.append(Registration(state, isWritable: !unwritable.contains(index)))
            status.configurations[index].isInstalled = object != nil
            problems.registrations[index] = problem
            noteProblem(of: index)
        }
        return reading
    }

    mutating func readSecret(_ reading: inout Reading) -> SecretState {
        let answer = server.read(Self.secretIndex, place.namespace, place.secret)
        switch answer {
        case .absent:
            noteReading(nil)
            return .absent
        case .failed(let failure):
            noteReading(failure.text)
            return .unknown
        case .found(let object):
            reading.resourceVersion = object["metadata"]?["resourceVersion"]?.string ?? ""
            do throws(SecretContents.Problem) {
                guard let contents = try SecretContents(object) else {
                    noteReading(nil)
                    return .empty
                }
                reading.contents = contents
                let facts = try contents.facts(names: plan.terms.names)
                remember(contents.bundle)
                noteReading(facts.signers.isEmpty ? "ca.key is missing: nothing can be renewed" : nil)
                return .usable(facts)
            } catch {
                noteReading(error.text)
                return .broken
            }
        }
    }

    private mutating func remember(_ bundle: [UInt8]) {
        guard let certificates = try? Certificate.all(pem: bundle) else { return }
        remembered = [:]
        for certificate in certificates { remembered[certificate.fingerprint] = try? certificate.pem() }
    }

    mutating func noteRegistrations(_ secret: SecretState, _ reading: Reading) {
        for index in reading.registrations.indices {
            var isRegistered = false
            if case .usable(let facts) = secret, reading.objects[index] != nil {
                isRegistered = reading.registrations[index].isExactly(facts.authorities)
            }
            status.configurations[index].isRegistered = isRegistered
            guard isRegistered || reading.objects[index] == nil else { continue }
            problems.registering[index] = nil
            noteProblem(of: index)
        }
    }
}

/// What is said of problems, once for each.
extension KeeperRound {
    mutating func noteReading(_ problem: String?) {
        problems.reading = problem
        noteSecret()
    }

    mutating func noteWriting(_ problem: String?) {
        problems.writing = problem
        noteSecret()
    }

    private mutating func noteSecret() {
        let problem = problems.reading ?? problems.writing
        guard problem != status.secretProblem else { return }
        status.secretProblem = problem
        notice(problem.map { .secretFailed($0) } ?? .secretIsFine)
    }

    mutating func noteProblem(of index: Int) {
        let problem = problems.registrations[index] ?? problems.registering[index]
        guard problem != status.configurations[index].problem else { return }
        status.configurations[index].problem = problem
        let name = status.configurations[index].name
        notice(problem.map { .registrationFailed(configuration: name, $0) } ?? .registrationIsFine(configuration: name))
    }
}

extension ResourceProblem {
    /// Whether the API server has refused, which does not pass by itself.
    fileprivate var isRefusal: Bool {
        switch self {
        case .forbidden, .unknownKind: true
        case .answer, .malformed, .unreachable, .untrusted, .credentials: false
        }
    }
}
