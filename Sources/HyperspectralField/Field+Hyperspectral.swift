public import Commands

extension Field {
    /// Hyperspectral images: what materials each pixel holds, and how much of each.
    public static let hyperspectral = Field(
        name: "hyperspectral imaging",
        datasets: [HyperspectralImageKind(), ResynthesizedImageKind()],
        catalogue: String(decoding: PackageResources.datasets_yaml, as: UTF8.self),
        architectures: [.zhangPixelCNN],
        baselines: UnmixingBaseline.all,
        figures: [.regions, .errorMaps, .abundanceMaps],
        commands: [UnmixCommand.self])
}
