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
    /// The datasets.
    public let data: DataCatalogue

    /// Joins the catalogues.
    public init(
        losses: Catalog<any ProportionLoss>, baselines: Catalog<any BaselineKind>,
        architectures: Catalog<Architecture>, datasetKinds: Catalog<any DatasetKind>, data: DataCatalogue
    ) {
        self.losses = losses
        self.baselines = baselines
        self.architectures = architectures
        self.datasetKinds = datasetKinds
        self.data = data
    }
}
