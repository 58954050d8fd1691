import ClusterContext
import KubernetesClient
import Testing

struct ContextKindTests {
    @Test func eachKindHasAPathOfItsOwn() {
        let paths = ContextKind.allCases.flatMap(\.resource.paths)
        #expect(Set(paths).count == paths.count)
        #expect(paths.allSatisfy { $0.hasPrefix("/api/") || $0.hasPrefix("/apis/") })
    }
}
