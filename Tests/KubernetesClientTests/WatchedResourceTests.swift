import KubernetesClient
import Testing

struct WatchedResourceTests {
    @Test func keepsThePathsInTheirOrder() {
        #expect(WatchedResource("Ingress", paths: ["/b", "/a"]).paths == ["/b", "/a"])
    }
}
