// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "dyes",
    dependencies: [.package(name: "proportions", path: "../..")],
    targets: [
        .executableTarget(
            name: "dyes",
            dependencies: [
                .product(name: "Commands", package: "proportions"),
                .product(name: "DataCatalogue", package: "proportions"),
                .product(name: "DeclarativeFiles", package: "proportions"),
                .product(name: "Experiments", package: "proportions"),
                .product(name: "NeuralNetworks", package: "proportions"),
                .product(name: "NumericalMethods", package: "proportions"),
                .product(name: "ProportionInference", package: "proportions"),
                .product(name: "ScientificFormats", package: "proportions"),
            ])
    ]
)
