// swift-tools-version: 6.2
import PackageDescription

// The hot kernels need fused multiply-adds and 256-bit vectors. On x86-64 they have to be asked for: the flag
// raises the baseline of everything that is compiled here to processors made since about 2013 (AVX2 and FMA).
#if arch(x86_64)
    let instructionSet = ["-Xcc", "-march=x86-64-v3"]
#else
    let instructionSet: [String] = []
#endif

// Square roots that need not set C's errno are one vector instruction, not a test and a call for each lane.
let mathematics = ["-Xcc", "-fno-math-errno"]

let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .unsafeFlags(instructionSet + mathematics),
]

func library(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
    name: "proportions",
    products: [
        .executable(name: "proportions", targets: ["proportions"]),
        // For the package of benchmarks.
        .library(
            name: "Networks",
            targets: ["Hyperspectral", "NeuralNetworks", "PowderDiffraction", "ProportionInference", "SimplexMath"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        // MARK: System libraries
        .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
        .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CSpglib", pkgConfig: "spglib", providers: [.apt(["libsymspg-dev"])]),

        // MARK: Foundations
        library("SimplexMath", []),
        library("ScientificFormats", ["CZlib", "CZip", "CCrypto", "CExpat", "SimplexMath"]),
        library("DeclarativeFiles", [.product(name: "Yams", package: "Yams")]),
        library("DataCatalogue", ["DeclarativeFiles", "ScientificFormats"]),
        library("NeuralNetworks", ["COpenBLAS", "SimplexMath"]),

        // MARK: Proportion inference, and the fields it is used in
        library("ProportionInference", ["DataCatalogue", "DeclarativeFiles", "NeuralNetworks", "SimplexMath"]),
        library(
            "Hyperspectral",
            [
                "COpenBLAS", "DataCatalogue", "DeclarativeFiles", "NeuralNetworks", "ProportionInference",
                "ScientificFormats", "SimplexMath",
            ]),
        library(
            "PowderDiffraction",
            [
                "COpenBLAS", "CSpglib", "DataCatalogue", "DeclarativeFiles", "NeuralNetworks", "ProportionInference",
                "ScientificFormats", "SimplexMath",
            ],
            // In the program itself, so that it finds them wherever it is put.
            resources: [.embedInCode("Resources")]),

        // MARK: Experiments, their results, and the commands
        library(
            "Experiments",
            [
                "DataCatalogue", "DeclarativeFiles", "NeuralNetworks", "ProportionInference", "ScientificFormats",
                "SimplexMath",
            ]),
        library(
            "Reports", ["CCairo", "CPNG", "Experiments", "ProportionInference", "ScientificFormats", "SimplexMath"]),
        library(
            "Commands",
            [
                "DataCatalogue", "DeclarativeFiles", "Experiments", "Hyperspectral", "PowderDiffraction",
                "ProportionInference", "Reports", "ScientificFormats", "SimplexMath",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(name: "proportions", dependencies: ["Commands"], swiftSettings: settings),

        // MARK: Tests
        tests("SimplexMathTests", ["SimplexMath"]),
        tests("ScientificFormatsTests", ["ScientificFormats", "SimplexMath"]),
        tests("DeclarativeFilesTests", ["DeclarativeFiles"]),
        tests("NeuralNetworksTests", ["NeuralNetworks", "SimplexMath"]),
        tests("ProportionInferenceTests", ["NeuralNetworks", "ProportionInference", "SimplexMath"]),
        tests("DataCatalogueTests", ["DataCatalogue", "DeclarativeFiles", "ScientificFormats"]),
        tests(
            "HyperspectralTests",
            [
                "DataCatalogue", "DeclarativeFiles", "Hyperspectral", "NeuralNetworks", "ProportionInference",
                "ScientificFormats", "SimplexMath",
            ]),
        tests(
            "PowderDiffractionTests",
            [
                "DataCatalogue", "DeclarativeFiles", "NeuralNetworks", "PowderDiffraction", "ProportionInference",
                "ScientificFormats", "SimplexMath",
            ]),
        tests(
            "ExperimentsTests",
            [
                "DataCatalogue", "DeclarativeFiles", "Experiments", "NeuralNetworks", "ProportionInference", "Reports",
                "ScientificFormats", "SimplexMath",
            ]),
        tests(
            "ReportsTests",
            ["CPNG", "Experiments", "ProportionInference", "Reports", "ScientificFormats", "SimplexMath"]),
        tests("EndToEndTests", ["Commands", "PowderDiffraction", "ScientificFormats"]),
    ],
    swiftLanguageModes: [.v6]
)
