import Testing

@testable import KubernetesClient

struct RequestTargetTests {
    static let ingresses = "/apis/networking.k8s.io/v1/ingresses"

    @Test func asksForPagesAndWatches() {
        #expect(RequestTarget.list("/api/v1/services", limit: 500, continuation: nil) == "/api/v1/services?limit=500")
        #expect(
            RequestTarget.list("/api/v1/services", limit: 5, continuation: "a=b&c /\r\n\u{e9}")
                == "/api/v1/services?limit=5&continue=a%3Db%26c%20%2F%0D%0A%C3%A9"
        )
        #expect(
            RequestTarget.watch("/api/v1/services", from: "7&x", seconds: 300)
                == "/api/v1/services?watch=true&allowWatchBookmarks=true&timeoutSeconds=300&resourceVersion=7%26x"
        )
    }

    static let objects: [(path: String, namespace: String, name: String, target: String?)] = [
        (ingresses, "shop", "web", "/apis/networking.k8s.io/v1/namespaces/shop/ingresses/web"),
        ("/api/v1/services", "shop", "web", "/api/v1/namespaces/shop/services/web"),
        ("/api/v1/namespaces", "", "kube-system", "/api/v1/namespaces/kube-system"),
        ("/apis/alibabacloud.com/v1/albconfigs", "", "alb", "/apis/alibabacloud.com/v1/albconfigs/alb"),
        (
            "/apis/apps/v1/namespaces/kube-system/daemonsets", "kube-system", "terway",
            "/apis/apps/v1/namespaces/kube-system/daemonsets/terway"
        ),
        (
            "/apis/apps/v1/namespaces/kube-system/daemonsets", "", "terway",
            "/apis/apps/v1/namespaces/kube-system/daemonsets/terway"
        ),
        ("/apis/apps/v1/namespaces/kube-system/daemonsets", "default", "terway", nil),
        (ingresses, "shop", "a b?c#d", "/apis/networking.k8s.io/v1/namespaces/shop/ingresses/a%20b%3Fc%23d"),
        (ingresses, "s\r\nX: y", "\u{0}", "/apis/networking.k8s.io/v1/namespaces/s%0D%0AX%3A%20y/ingresses/%00"),
        (ingresses, "shop", "", nil),
        (ingresses, "shop", ".", nil),
        (ingresses, "..", "web", nil),
        (ingresses, "shop", "../secrets/x", nil),
        (ingresses, "shop/secrets", "x", nil),
        (ingresses, "shop", "%2e%2e", nil),
        (ingresses, "shop", String(repeating: "x", count: 254), nil),
    ]

    @Test(arguments: objects.indices) func pointsAtOneObjectOrNone(_ index: Int) {
        let (path, namespace, name, target) = Self.objects[index]
        #expect(RequestTarget.object(path, namespace: namespace, name: name) == target)
    }
}
