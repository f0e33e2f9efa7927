// swift-tools-version: 6.2
import PackageDescription

let libraries = [
    "Commands", "DataCatalogue", "DiffractionField", "Experiments", "HyperspectralField", "PowderDiffraction",
    "ProportionInference", "Reports", "ScientificFormats", "Unmixing",
]

let package = Package(
    name: "Fuzzing",
    dependencies: [.package(name: "proportions", path: "..")],
    targets: [
        // libFuzzer brings the main function.
        .executableTarget(
            name: "ReaderFuzzing", dependencies: libraries.map { .product(name: $0, package: "proportions") },
            swiftSettings: [.unsafeFlags(["-parse-as-library"])])
    ]
)
