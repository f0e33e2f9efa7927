public import DataCatalogue
public import ProportionInference

/// Everything that a spec can name.
public struct Catalogues: Sendable {
    /// The losses.
    public let losses: Catalog<any ProportionLoss>
    /// What the losses are compared with.
    public let baselines: Catalog<any BaselineKind>
    /// The networks.
    public let architectures: Catalog<Architecture>
    /// The kinds of dataset.
    public let datasetKinds: Catalog<any DatasetKind>
    /// The kinds of figure.
    public let figures: Catalog<FigureDeclaration>
    /// The datasets.
    public let data: DataCatalogue

    /// Puts the catalogues together; names must differ within each.
    public init(
        losses: [any ProportionLoss], baselines: [any BaselineKind], architectures: [Architecture],
        datasetKinds: [any DatasetKind], figures: [FigureDeclaration], data: DataCatalogue
    ) {
        self.losses = Catalog(kind: "loss", entries: losses) { $0.card }
        self.baselines = Catalog(kind: "baseline", entries: baselines) { $0.card }
        self.architectures = Catalog(kind: "architecture", entries: architectures) { $0.card }
        self.datasetKinds = Catalog(kind: "dataset kind", entries: datasetKinds) { $0.card }
        self.figures = Catalog(kind: "figure", entries: figures) { $0.card }
        self.data = data
    }
}
