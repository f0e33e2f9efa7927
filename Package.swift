// swift-tools-version: 6.2
import PackageDescription

// The hot kernels need fused multiply-adds and 256-bit vectors. On x86-64 they have to be asked for: the flag
// raises the baseline of everything that is compiled here to processors made since about 2013 (AVX2 and FMA).
// With PROPORTIONS_X86_64=any the program runs on older ones, too, and is slow.
#if arch(x86_64)
    let instructionSet = Context.environment["PROPORTIONS_X86_64"] == "any" ? [] : ["-Xcc", "-march=x86-64-v3"]
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

/// A library that computes: optimized in debug builds, too, so that tests in debug builds are no slower than they must be.
func numericalLibrary(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .target(
        name: name, dependencies: dependencies, resources: resources,
        swiftSettings: settings + [.unsafeFlags(["-O"], .when(configuration: .debug))])
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

// Every library, each of which imports only those above it.
let libraries = [
    "NumericalMethods", "ScientificFormats", "DeclarativeFiles", "DataCatalogue", "NeuralNetworks",
    "ProportionInference",
    "ProportionsTesting", "Unmixing", "PowderDiffraction", "Experiments", "Reports", "Commands", "HyperspectralField",
    "DiffractionField",
]

let package = Package(
    name: "proportions",
    products: [.executable(name: "proportions", targets: ["proportions"])]
        + libraries.map { .library(name: $0, targets: [$0]) },
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"),
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
        .systemLibrary(name: "CRename"),
        .systemLibrary(name: "CSpawn"),
        .systemLibrary(name: "CSpglib", pkgConfig: "spglib", providers: [.apt(["libsymspg-dev"])]),

        // MARK: Foundations
        numericalLibrary("NumericalMethods", ["COpenBLAS"]),
        library("ScientificFormats", ["CRename", "CSpawn", "CZlib", "CZip", "CCrypto", "CExpat"]),
        library("DeclarativeFiles", [.product(name: "Yams", package: "Yams")]),
        library("DataCatalogue", ["DeclarativeFiles", "ScientificFormats"]),
        // One source of the kernels of convolutions, compiled for several sets of instructions; attributes in it name them.
        .target(
            name: "CRowKernels",
            cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]
                + (instructionSet.isEmpty ? [] : [.define("REQUIRES_X86_64_V3")])),
        numericalLibrary("NeuralNetworks", ["CRowKernels", "NumericalMethods"]),
        library("CrystalData", [], resources: [.embedInCode("Resources")]),
        // Files of some size become part of the program by way of C, whose compiler embeds them at once.
        .target(
            name: "CTrainedModels", exclude: ["xrd-instrument.safetensors", "xrd-measured-best.safetensors"],
            cSettings: [.unsafeFlags(["-std=c23"])]),

        // MARK: Methods
        numericalLibrary("ProportionInference", ["DeclarativeFiles", "NeuralNetworks", "NumericalMethods"]),
        library("ProportionsTesting", ["NeuralNetworks", "NumericalMethods", "ProportionInference"]),
        numericalLibrary("Unmixing", ["NeuralNetworks", "NumericalMethods", "ScientificFormats"]),
        numericalLibrary(
            "PowderDiffraction",
            ["CSpglib", "CrystalData", "DeclarativeFiles", "NumericalMethods", "ScientificFormats"]),

        // MARK: Experiments, their results, and the commands
        library(
            "Experiments",
            [
                "DataCatalogue", "DeclarativeFiles", "NeuralNetworks", "NumericalMethods", "ProportionInference",
                "ScientificFormats",
            ]),
        library(
            "Reports",
            [
                "CCairo", "CPNG", "DeclarativeFiles", "Experiments", "NumericalMethods", "ProportionInference",
                "ScientificFormats", .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [.embedInCode("Resources")]),
        library(
            "Commands",
            [
                "DataCatalogue", "DeclarativeFiles", "Experiments", "NeuralNetworks", "NumericalMethods",
                "ProportionInference", "Reports", "ScientificFormats", argumentParser,
            ]),

        // MARK: The fields in which proportions are inferred, and the program
        library(
            "HyperspectralField",
            [
                "Commands", "DataCatalogue", "DeclarativeFiles", "Experiments", "NeuralNetworks", "NumericalMethods",
                "ProportionInference", "Reports", "ScientificFormats", "Unmixing", argumentParser,
            ],
            resources: [.embedInCode("Resources")]),
        library(
            "DiffractionField",
            [
                "CTrainedModels", "Commands", "CrystalData", "DataCatalogue", "DeclarativeFiles", "Experiments",
                "NeuralNetworks", "NumericalMethods", "PowderDiffraction", "ProportionInference", "Reports",
                "ScientificFormats", argumentParser,
            ],
            resources: [.embedInCode("Resources")]),
        .executableTarget(
            name: "proportions", dependencies: ["Commands", "DiffractionField", "HyperspectralField"],
            swiftSettings: settings, plugins: ["CommitOfBuild"]),
        .plugin(name: "CommitOfBuild", capability: .buildTool()),

        // MARK: Tests
        .target(
            name: "TestSupport", dependencies: ["ScientificFormats"], path: "Tests/TestSupport", swiftSettings: settings
        ),
        .target(name: "CAllocationCount", path: "Tests/CAllocationCount"),
        tests("NumericalMethodsTests", ["NumericalMethods", "TestSupport"]),
        tests("ScientificFormatsTests", ["ScientificFormats", "TestSupport"]),
        tests("DeclarativeFilesTests", ["DeclarativeFiles"]),
        tests("DataCatalogueTests", ["DataCatalogue", "DeclarativeFiles", "ScientificFormats", "TestSupport"]),
        tests("NeuralNetworksTests", ["NeuralNetworks", "NumericalMethods", "ProportionsTesting", "TestSupport"]),
        tests(
            "ProportionInferenceTests",
            [
                "CAllocationCount", "DeclarativeFiles", "NeuralNetworks", "NumericalMethods", "ProportionInference",
                "ProportionsTesting",
            ]),
        tests(
            "UnmixingTests", ["NeuralNetworks", "NumericalMethods", "ScientificFormats", "TestSupport", "Unmixing"]),
        tests(
            "PowderDiffractionTests",
            ["DeclarativeFiles", "NumericalMethods", "PowderDiffraction", "ScientificFormats", "TestSupport"]),
        tests(
            "ExperimentsTests",
            [
                "DataCatalogue", "DeclarativeFiles", "Experiments", "NeuralNetworks", "NumericalMethods",
                "ProportionInference", "Reports", "ScientificFormats", "TestSupport",
            ]),
        tests(
            "ReportsTests",
            [
                "CPNG", "DeclarativeFiles", "Experiments", "NumericalMethods", "ProportionInference", "Reports",
                "ScientificFormats",
            ]),
        tests(
            "HyperspectralFieldTests",
            [
                "Commands", "DataCatalogue", "DeclarativeFiles", "Experiments", "HyperspectralField", "NeuralNetworks",
                "NumericalMethods",
                "ProportionInference", "ProportionsTesting", "Reports", "ScientificFormats", "TestSupport", "Unmixing",
                argumentParser,
            ]),
        tests(
            "DiffractionFieldTests",
            [
                "Commands", "DataCatalogue", "DeclarativeFiles", "DiffractionField", "Experiments", "NeuralNetworks",
                "NumericalMethods",
                "PowderDiffraction", "ProportionInference", "Reports", "ScientificFormats",
            ]),
        tests(
            "EndToEndTests",
            [
                "Commands", "DataCatalogue", "DeclarativeFiles", "DiffractionField", "Experiments",
                "HyperspectralField",
                "NumericalMethods", "PowderDiffraction", "ProportionInference", "Reports", "ScientificFormats",
                "TestSupport", argumentParser,
            ]),
        tests(
            "DocumentationTests",
            [
                "Commands", "DataCatalogue", "DeclarativeFiles", "DiffractionField", "Experiments",
                "HyperspectralField",
                "PowderDiffraction", "ScientificFormats", "TestSupport", argumentParser,
            ]),
    ],
    swiftLanguageModes: [.v6]
)
