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

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: [], swiftSettings: settings)
}

let package = Package(
    name: "alb-admission",
    targets: [
        library("JSON"),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        library("HTTP"),
        library("TLS", ["COpenSSL"]),
        library("Transport", ["CLinux", "HTTP", "TLS"]),
        .target(
            name: "TestSupport",
            dependencies: ["HTTP", "TLS", "Transport"],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        tests("HTTPTests", ["HTTP"]),
        tests("TLSTests", ["TLS", "Transport", "TestSupport"]),
        tests("TransportTests", ["HTTP", "TLS", "Transport", "TestSupport"]),
    ]
)
