// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func executable(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// With `fixtures`, a folder `Fixtures` is kept out of the build: tests find it from `#filePath`, without a bundle.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], fixtures: Bool = false) -> Target {
    .testTarget(
        name: name,
        dependencies: dependencies,
        exclude: fixtures ? ["Fixtures"] : [],
        swiftSettings: settings
    )
}

let package = Package(
    name: "alb-admission",
    targets: [
        library("JSON"),
        library("Kubernetes", ["JSON"]),
        library("ALBController", ["JSON", "Kubernetes"]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        library("Certificates", ["COpenSSL"]),
        library("Admission", ["ALBController", "JSON", "Kubernetes"]),
        library("Rules", ["ALBController", "Admission", "Certificates", "JSON", "Kubernetes"]),

        .systemLibrary(name: "CLinux"),
        library("HTTP"),
        library("TLS", ["COpenSSL", "Certificates"]),
        library("Transport", ["CLinux", "HTTP", "TLS"]),
        library("Webhook", ["Admission", "HTTP", "JSON", "Kubernetes", "TLS", "Transport"]),
        library("CLI", ["ALBController", "Admission", "JSON", "Kubernetes", "Rules", "TLS", "Transport", "Webhook"]),
        executable("alb-admission", ["CLI"]),
        executable("Benchmarks", ["ALBController", "Admission", "JSON", "Kubernetes", "Rules"]),

        .target(
            name: "TestSupport",
            dependencies: [
                "ALBController", "Admission", "Certificates", "HTTP", "JSON", "Kubernetes", "Rules", "TLS",
                "Transport",
            ],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        tests("JSONTests", ["JSON", "TestSupport"], fixtures: true),
        tests("KubernetesTests", ["ALBController", "Admission", "JSON", "Kubernetes", "Rules", "TestSupport"]),
        tests("ALBControllerTests", ["ALBController", "JSON", "Kubernetes", "TestSupport"]),
        tests(
            "AdmissionTests",
            ["ALBController", "Admission", "JSON", "Kubernetes", "Rules", "TestSupport"],
            fixtures: true
        ),
        tests("AgreementTests", ["ALBController", "Admission", "JSON", "Kubernetes", "Rules"]),
        tests("CLITests", ["ALBController", "Admission", "CLI", "JSON", "Kubernetes", "Rules", "TestSupport"]),
        tests("HTTPTests", ["HTTP", "TestSupport"]),
        tests("TLSTests", ["Certificates", "TLS", "TestSupport", "Transport"]),
        tests("TransportTests", ["HTTP", "TLS", "TestSupport", "Transport"]),
        tests(
            "WebhookTests",
            ["Admission", "CLI", "HTTP", "JSON", "Kubernetes", "Rules", "TLS", "TestSupport", "Transport", "Webhook"]
        ),
        tests("EndToEndTests", ["TLS", "TestSupport", "Transport"], fixtures: true),
    ]
)
