// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "own-loss",
    // From elsewhere: .package(url: "https://github.com/OWNER/proportions", exact: "0.1.0").
    dependencies: [.package(name: "proportions", path: "../..")],
    targets: [
        .executableTarget(
            name: "own-loss",
            dependencies: [
                .product(name: "Commands", package: "proportions"),
                .product(name: "DiffractionField", package: "proportions"),
                .product(name: "HyperspectralField", package: "proportions"),
                .product(name: "ProportionInference", package: "proportions"),
            ]),
        .testTarget(
            name: "OwnLossTests",
            dependencies: ["own-loss", .product(name: "ProportionsTesting", package: "proportions")]),
    ]
)
