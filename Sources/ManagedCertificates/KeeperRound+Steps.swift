import Certificates
import KubernetesClient

/// Writing.
extension KeeperRound {
    /// False when it makes no sense to go on before the next round.
    mutating func perform(
        _ step: CertificatePlan.Step,
        _ reading: Reading,
        _ unwritable: inout Set<Int>,
        now: Int
    ) -> Bool {
        if case .register(let indices) = step {
            for index in indices where !register(index, reading) { unwritable.insert(index) }
            return true
        }
        do throws(SecretContents.Problem) {
            let contents = try result(of: step, reading, now: now)
            return write(contents, step, reading)
        } catch {
            status.renewals[.failure, default: 0] += 1
            noteWriting("no certificate can be made: \(error.text)")
            return false
        }
    }

    private func result(
        of step: CertificatePlan.Step,
        _ reading: Reading,
        now: Int
    ) throws(SecretContents.Problem) -> SecretContents {
        var contents = reading.contents
        let terms = plan.terms
        switch step {
        case .create(let kept, let withLeaf):
            let pem = pem(of: kept, reading)
            return try SecretContents.made(terms, keeping: pem, withLeaf: withLeaf, now: now)
        case .absorb(let authorities): contents.add(pem(of: authorities, reading))
        case .addAuthority: try contents.addAuthority(terms, now: now)
        case .issueLeaf(let signer, let names):
            contents = try contents.issuing(terms, by: signer, names: names, now: now)
        case .drop(let ids): try contents.drop(ids)
        case .register: break
        }
        return contents
    }

    /// Authorities that were registered or in the Secret before.
    private func pem(of authorities: [Authority], _ reading: Reading) -> [UInt8] {
        authorities.reduce(into: []) { pem, authority in
            let known = reading.objects.compactMap { $0?.certificates[authority.id] }.first ?? remembered[authority.id]
            pem += known ?? []
        }
    }

    private mutating func write(
        _ contents: SecretContents,
        _ step: CertificatePlan.Step,
        _ reading: Reading
    ) -> Bool {
        let change =
            reading.resourceVersion.map(contents.change)
            ?? contents.creation(namespace: place.namespace, name: place.secret)
        let answer = server.write(Self.secretIndex, place.namespace, place.secret, change)
        let result: KeeperStatus.Result
        switch answer {
        case .done:
            result = .success
            noteWriting(nil)
            notice(.made(step))
        // The other replica was faster, or somebody has taken the Secret away: it is read again.
        case .conflict, .absent: result = .conflict
        case .failed(let failure):
            result = .failure
            noteWriting("cannot be written: \(failure.text)")
        }
        if step.isRenewal { status.renewals[result, default: 0] += 1 }
        return result != .failure
    }

    /// True when it is to be read again.
    private mutating func register(_ index: Int, _ reading: Reading) -> Bool {
        guard let object = reading.objects[index], let facts = try? reading.contents.facts(names: []) else {
            return false
        }
        let answer = server.write(
            index,
            "",
            place.configurations,
            object.registering(reading.contents.bundle, facts.authorities)
        )
        switch answer {
        case .done:
            notice(.registered(configuration: status.configurations[index].name))
            problems.registering[index] = nil
            noteProblem(of: index)
        case .conflict, .absent: break
        case .failed(let failure):
            problems.registering[index] = "cannot be written: \(failure.text)"
            noteProblem(of: index)
            return false
        }
        return true
    }
}

extension CertificatePlan.Step {
    /// Whether something is made that was not there before.
    fileprivate var isRenewal: Bool {
        switch self {
        case .create, .addAuthority, .issueLeaf: true
        case .absorb, .register, .drop: false
        }
    }
}
