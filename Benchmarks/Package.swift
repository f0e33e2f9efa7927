// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "proportions", path: "..")],
    targets: [
        .executableTarget(
            name: "TrainingSpeed", dependencies: [.product(name: "Networks", package: "proportions")]),
        .executableTarget(
            name: "UnmixingSpeed", dependencies: [.product(name: "Networks", package: "proportions")]),
        .executableTarget(
            name: "UnmixingNetworks", dependencies: [.product(name: "Networks", package: "proportions")]),
    ]
)
