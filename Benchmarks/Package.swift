// swift-tools-version: 6.2
import PackageDescription

func benchmark(_ name: String, _ libraries: [String], _ ours: [Target.Dependency] = []) -> Target {
    .executableTarget(
        name: name,
        dependencies: ours + [
            "Measurement", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ] + libraries.map { .product(name: $0, package: "proportions") })
}

let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "proportions", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: [
        // How fast the processor multiplies and adds; attributes name the sets of instructions.
        .target(name: "CPeak"),
        .target(name: "Measurement"),
        benchmark("KernelSpeed", ["Experiments", "NeuralNetworks", "NumericalMethods"], ["CPeak"]),
        benchmark(
            "TrainingSpeed",
            ["DiffractionField", "HyperspectralField", "NeuralNetworks", "NumericalMethods", "ProportionInference"]),
        benchmark("UnmixingSpeed", ["NumericalMethods", "Unmixing"]),
        benchmark("UnmixingNetworks", ["NumericalMethods", "Unmixing"]),
    ]
)
