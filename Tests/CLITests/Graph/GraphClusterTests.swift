import CLI
import TestSupport
import Testing

/// `graph` over an API server.
struct GraphClusterTests {
    private func graph(_ answers: [String: AuditedCluster.Answer] = AuditedCluster.sample) throws -> CommandRun {
        let cluster = try AuditedCluster(answers)
        return CommandRun(["graph", "--kube-api", cluster.url])
    }

    @Test("a cluster is drawn as it is, and what is not there does not exist")
    func drawn() throws {
        let run = try graph()
        #expect(run.code == .clean, "\(run)")
        #expect(run.out.contains("good.example.com/ (Exact) → Service team-a/web:80 (NodePort)"), "\(run)")
        #expect(run.out.contains("STOPS THE ALB: Ingress team-a/web"), "\(run)")
        var answers = AuditedCluster.sample
        answers["services"] = .objects([])
        let gone = try graph(answers)
        #expect(gone.out.contains("FAULT: Service team-a/web does not exist"), "\(gone)")
    }

    @Test("a kind that is forbidden is said, in the picture too, and the rest is drawn")
    func forbidden() throws {
        var answers = AuditedCluster.sample
        answers["services"] = AuditedCluster.forbidden
        let run = try graph(answers)
        #expect(run.code == .clean && run.err.contains("services: cannot be read"), "\(run)")
        #expect(run.out.contains("note: services: cannot be read"), "\(run)")
        #expect(run.out.contains("Service team-a/web:80 (not among the objects)"), "\(run)")
    }
}
