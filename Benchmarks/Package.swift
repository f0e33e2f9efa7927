// swift-tools-version: 6.2
import PackageDescription

func benchmark(_ name: String, _ libraries: [String]) -> Target {
    .executableTarget(
        name: name, dependencies: libraries.map { .product(name: $0, package: "proportions") })
}

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "proportions", path: "..")],
    targets: [
        benchmark(
            "TrainingSpeed",
            ["DiffractionField", "HyperspectralField", "NeuralNetworks", "NumericalMethods", "ProportionInference"]),
        benchmark("UnmixingSpeed", ["NumericalMethods", "Unmixing"]),
        benchmark("UnmixingNetworks", ["NeuralNetworks", "NumericalMethods", "Unmixing"]),
    ]
)
