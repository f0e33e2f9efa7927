public import Commands

extension Field {
    /// Hyperspectral images: what materials each pixel holds, and how much of each.
    public static let hyperspectral = hyperspectral(adding: [])

    /// Hyperspectral images, with methods of one's own beside the others.
    ///
    /// Specs can name them under `baselines`, and `proportions unmix` under `--method`.
    ///
    /// ```swift
    /// ProportionsCommand.main(fields: [.hyperspectral(adding: [MyMethod()])])
    /// ```
    /// - Parameter methods: The methods, whose names must differ from those of ``UnmixingCatalog``.
    /// - Returns: The field.
    public static func hyperspectral(adding methods: [any UnmixingMethod]) -> Field {
        Field(
            name: "hyperspectral imaging",
            datasets: [HyperspectralImageKind(), ResynthesizedImageKind()],
            catalogue: String(decoding: PackageResources.datasets_yaml, as: UTF8.self),
            architectures: [.zhangPixelCNN],
            baselines: UnmixingBaseline.all(of: UnmixingCatalog.all.entries + methods) + UnmixingBaseline.improved
                + BundleBaseline.all,
            figures: [.regions, .errorMaps, .abundanceMaps],
            commands: [UnmixCommand.self], predictions: [PredictImageCommand.self],
            starters: [NewImageCommand.self])
    }
}
