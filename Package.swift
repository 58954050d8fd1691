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
        library("Admission", ["ALBController", "JSON", "Kubernetes"]),
        library("CLI", ["ALBController", "Admission", "JSON", "Kubernetes"]),
        .executableTarget(name: "alb-admission", dependencies: ["CLI"], swiftSettings: settings),
        tests("AdmissionTests", ["Admission", "ALBController", "JSON", "Kubernetes"], fixtures: true),
        tests("JSONTests", ["JSON"], fixtures: true),
        .executableTarget(name: "Benchmarks", dependencies: ["Admission", "JSON", "Kubernetes"], swiftSettings: settings),
        tests("ALBControllerTests", ["JSON", "Kubernetes", "ALBController"]),
    ]
)
