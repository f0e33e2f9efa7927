// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "tomography",
    dependencies: [
        .package(name: "proportions", path: "../.."),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: [
        .executableTarget(
            name: "tomography",
            dependencies: [
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Commands", package: "proportions"),
                .product(name: "DiffractionField", package: "proportions"),
                .product(name: "NumericalMethods", package: "proportions"),
                .product(name: "ProportionInference", package: "proportions"),
                .product(name: "Reports", package: "proportions"),
                .product(name: "ScientificFormats", package: "proportions"),
            ])
    ]
)
