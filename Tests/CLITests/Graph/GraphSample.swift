/// A shop on one ALB with one of every mark.
enum GraphSample {
    static let redirected = RouteSample.ingress(
        "web",
        annotations: [
            "ssl-redirect": "true", "listen-ports": #"[{"HTTP": 80}, {"HTTPS": 443}]"#, "order": "5",
        ],
        paths: ["Prefix / web", "Prefix /cart cart"],
        tls: "shop-tls"
    )
    static let open = RouteSample.ingress(
        "api",
        host: "api.example.com",
        annotations: ["listen-ports": #"[{"HTTP": 80}]"#],
        paths: ["Prefix /v1 api", "Prefix /v2/* api"]
    )
    static let lost = RouteSample.ingress(
        "lost",
        host: "lost.example.com",
        paths: ["Exact / lost"],
        className: "nope"
    )

    static let alb = RouteSample.alb.replacing(
        "    name: alb\n  listeners",
        with: """
                name: alb
                addressType: Internet
                zoneMappings: [{vSwitchId: vsw-a}, {vSwitchId: vsw-b}]
              listeners
            """
    )

    static let shop =
        alb + redirected + open + lost
        + ["web", "cart", "api"].map { RouteSample.service($0) }.joined()

    /// Text that would end a string, a label, a tag or a line of every format.
    static let hostileText = #"a"b\c#d<e>&f`g;h%i|j{k}</script><img src=x onerror=alert(1)>"#
}
