import Admission
import Kubernetes
import Rules
import TestSupport
import Testing

/// More findings than an answer lists are counted where everybody sees it.
struct UnlistedFindingsTests {
    @Test func theLastCauseCountsThem() throws {
        let ingress = IngressText {
            $0.hosts = (0..<300).map { "h\($0).example.com" }
            $0.path = "/x*"
        }
        let request = try ReviewText(object: ingress.json).request()
        let status = Reviewer().respond(to: request, as: .validate, now: nil).status
        #expect(status?.message.hasSuffix("\n... and 44 more") == true)
        #expect(status?.details?.causes.count == 257)
        #expect(status?.details?.causes.last?.field == "spec")
        #expect(status?.details?.causes.last?.message == "... and 44 more")
    }
}
