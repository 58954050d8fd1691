// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func library(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    embedding files: [String] = []
) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        resources: files.map { .embedInCode($0) },
        swiftSettings: settings
    )
}

func executable(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// With `fixtures`, a folder `Fixtures` is kept out of the build, as is one of another language: tests find them from
/// `#filePath`, without a bundle.
func tests(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    fixtures: Bool = false,
    exclude: [String] = []
) -> Target {
    .testTarget(
        name: name,
        dependencies: dependencies,
        exclude: exclude + (fixtures ? ["Fixtures"] : []),
        swiftSettings: settings
    )
}

/// Programs for libFuzzer, which only `.ci/fuzz` can link.
let fuzzing: [Target] =
    Context.environment["ALB_ADMISSION_FUZZ"] == nil
    ? []
    : [
        .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzzing/CLibFuzzer"),
        .executableTarget(
            name: "Fuzzer",
            dependencies: [
                "ALBController", "Admission", "CLibFuzzer", "Certificates", "Documents", "HTTP", "JSON", "Kubernetes",
                "Rules", "TestSupport", "YAML",
            ],
            path: "Tests/Fuzzing/Fuzzer",
            swiftSettings: settings
        ),
    ]

let package = Package(
    name: "alb-admission",
    targets: [
        library("JSON"),
        library("Kubernetes", ["JSON"]),
        library("ALBController", ["Certificates", "JSON", "Kubernetes"]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        library("Certificates", ["COpenSSL"]),
        library("Admission", ["ALBController", "JSON", "Kubernetes"]),
        library("Rules", ["ALBController", "Admission", "Certificates", "JSON", "Kubernetes"]),

        .systemLibrary(name: "CLinux"),
        library("HTTP"),
        library("TLS", ["COpenSSL", "Certificates"]),
        library("Sockets", ["CLinux", "TLS"]),
        library("HTTPServer", ["HTTP", "Sockets", "TLS"]),
        library("ManagedCertificates", ["Certificates", "JSON", "Kubernetes", "KubernetesClient", "Sockets"]),
        library(
            "Webhook",
            [
                "ALBController", "Admission", "Certificates", "ClusterContext", "HTTP", "HTTPServer", "JSON",
                "Kubernetes",
                "KubernetesClient", "ManagedCertificates", "Sockets", "TLS",
            ]
        ),
        library("Events"),
        library("Documents", ["JSON"]),
        library("YAML", ["JSON"]),
        library("Manifests", ["Documents", "JSON", "YAML"]),
        library("Check", ["ALBController", "Admission", "Documents", "JSON", "Kubernetes", "Manifests", "YAML"]),
        library("Routes", ["ALBController", "Admission", "Certificates", "JSON", "Kubernetes"]),
        library(
            "Graph",
            ["ALBController", "Admission", "JSON", "Kubernetes", "Routes"],
            embedding: [
                "Page/page.html", "Page/page.css", "Page/data.js", "Page/search.js", "Page/dom.js", "Page/rule.js",
                "Page/tree.js", "Page/address.js", "Page/header.js", "Page/keys.js", "Page/page.js",
            ]
        ),
        library("KubernetesClient", ["Certificates", "Documents", "HTTP", "JSON", "Kubernetes", "Sockets", "TLS"]),
        library("ClusterContext", ["ALBController", "Admission", "JSON", "Kubernetes", "KubernetesClient", "Sockets"]),
        library(
            "CLI",
            [
                "ALBController", "Admission", "Certificates", "Check", "ClusterContext", "Documents", "Events",
                "Graph", "JSON", "Kubernetes", "KubernetesClient", "ManagedCertificates", "Manifests", "Routes",
                "Rules", "Sockets", "TLS", "Webhook", "YAML",
            ]
        ),
        executable("alb-admission", ["CLI"]),
        executable("Benchmarks", ["ALBController", "Admission", "JSON", "Kubernetes", "Rules", "YAML"]),

        .target(
            name: "TestSupport",
            dependencies: [
                "ALBController", "Admission", "Certificates", "ClusterContext", "HTTP", "JSON", "Kubernetes",
                "KubernetesClient", "Rules", "Sockets", "TLS",
            ],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        tests("JSONTests", ["JSON", "TestSupport"], fixtures: true),
        tests("KubernetesTests", ["ALBController", "Admission", "JSON", "Kubernetes", "Rules", "TestSupport"]),
        tests("ALBControllerTests", ["ALBController", "JSON", "Kubernetes", "TestSupport"]),
        tests(
            "AdmissionTests",
            ["ALBController", "Admission", "Events", "JSON", "Kubernetes", "Rules", "TestSupport"],
            fixtures: true
        ),
        tests("AgreementTests", ["ALBController", "Admission", "JSON", "Kubernetes", "Rules"]),
        tests(
            "CLITests",
            [
                "ALBController", "Admission", "CLI", "Certificates", "Check", "ClusterContext", "Events", "JSON",
                "Kubernetes", "KubernetesClient", "Manifests", "Rules", "Sockets", "TLS", "TestSupport", "Webhook",
                "YAML",
            ]
        ),
        tests("DocumentsTests", ["Documents", "JSON", "TestSupport"]),
        tests("YAMLTests", ["JSON", "TestSupport", "YAML"]),
        tests("ManifestsTests", ["Documents", "JSON", "Manifests", "TestSupport", "YAML"]),
        tests(
            "CheckTests",
            [
                "ALBController", "Admission", "Check", "Documents", "JSON", "Kubernetes", "Manifests", "Rules",
                "TestSupport", "YAML",
            ]
        ),
        tests("RoutesTests", ["ALBController", "JSON", "Kubernetes", "Routes", "TestSupport"]),
        tests("GraphTests", ["ALBController", "Graph", "JSON", "Kubernetes", "Routes", "TestSupport"]),
        tests("HTTPTests", ["HTTP", "TestSupport"]),
        tests("CertificatesTests", ["Certificates", "TestSupport"], fixtures: true),
        tests("TLSTests", ["Certificates", "Sockets", "TLS", "TestSupport"]),
        tests("SocketsTests", ["Sockets", "TestSupport"]),
        tests("HTTPServerTests", ["Certificates", "HTTP", "HTTPServer", "Sockets", "TLS", "TestSupport"]),
        tests(
            "WebhookTests",
            [
                "ALBController", "Admission", "CLI", "Certificates", "ClusterContext", "HTTP", "HTTPServer", "JSON",
                "Kubernetes", "KubernetesClient", "ManagedCertificates", "Rules", "Sockets", "TLS", "TestSupport",
                "Webhook",
            ]
        ),
        tests(
            "KubernetesClientTests",
            ["Certificates", "HTTP", "JSON", "KubernetesClient", "Sockets", "TLS", "TestSupport"]
        ),
        tests(
            "ClusterContextTests",
            [
                "ALBController", "Admission", "ClusterContext", "JSON", "Kubernetes", "KubernetesClient", "Rules",
                "Sockets", "TestSupport",
            ]
        ),
        tests("ChartTests", exclude: ["Python"]),
        tests(
            "ManagedCertificatesTests",
            [
                "Certificates", "HTTP", "JSON", "Kubernetes", "KubernetesClient", "ManagedCertificates", "Sockets",
                "TestSupport",
            ]
        ),
        tests("EndToEndTests", ["Certificates", "Sockets", "TLS", "TestSupport"], fixtures: true),
    ] + fuzzing
)
