import CLI
import TestSupport
import Testing

/// `route` over an API server.
struct RouteClusterTests {
    private func route(_ url: String, _ cluster: AuditedCluster, _ more: String...) -> CommandRun {
        CommandRun(["route", url, "--kube-api", cluster.url] + more)
    }

    @Test("a cluster is asked as it is, and what is not there does not exist")
    func answers() throws {
        let cluster = try AuditedCluster()
        let run = route("http://good.example.com/", cluster)
        #expect(run.code == .clean, "\(run)")
        #expect(run.out.contains("Ingress team-a/good, Exact /, host good.example.com"), "\(run)")
        #expect(run.out.contains("100 % to Service team-a/web, port 80 (NodePort)"), "\(run)")
        #expect(run.out.contains("Ingress team-a/web stops the controller"), "\(run)")
        var answers = AuditedCluster.sample
        answers["services"] = .objects([])
        let gone = route("http://good.example.com/", try AuditedCluster(answers))
        #expect(gone.code == .denied && gone.out.contains("503: Service team-a/web does not exist"), "\(gone)")
    }

    @Test("a kind that is forbidden is said, and the rest is answered")
    func forbidden() throws {
        var answers = AuditedCluster.sample
        answers["services"] = AuditedCluster.forbidden
        let run = route("http://good.example.com/", try AuditedCluster(answers))
        #expect(run.code == .clean && run.err.contains("services: cannot be read"), "\(run)")
        #expect(run.out.contains("100 % to Service team-a/web, port 80 (not among the objects)"), "\(run)")
    }

    @Test("files and a cluster exclude each other, and a cluster that cannot be reached is said")
    func unreachable() throws {
        let cluster = try AuditedCluster()
        #expect(route("http://h/", cluster, "file.yaml").code == .usage)
        let url = cluster.url
        cluster.server.stop()
        let run = CommandRun(["route", "http://h/", "--kube-api", url])
        #expect(run.code == .unreadable && run.err != "", "\(run)")
    }
}
