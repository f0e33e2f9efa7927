public import Commands

extension Field {
    /// Powder X-ray diffraction: what phases a powder holds, and how much of each by weight.
    public static let diffraction = Field(
        name: "powder diffraction",
        datasets: [DiffractionKind()],
        catalogue: String(decoding: PackageResources.datasets_yaml, as: UTF8.self),
        architectures: [.oviedoCNN, .stridedDenseCNN],
        baselines: RietveldBaseline.all,
        figures: [.patterns, .addedPatterns],
        commands: [SimulateCommand.self, RietveldCommand.self, PhasesCommand.self],
        predictions: [PredictPatternsCommand.self], models: [.xrdMeasuredBest, .xrdInstrument],
        starters: [NewDiffractionCommand.self])
}
