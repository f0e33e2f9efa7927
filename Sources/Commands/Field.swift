public import ArgumentParser
public import Experiments
public import ProportionInference
public import Reports

/// What a field in which proportions are inferred hands to the program.
///
/// ```swift
/// ProportionsCommand.main(fields: [.hyperspectral, .diffraction])
/// ```
/// Whatever it names is known to specs, commands, tables and figures; nothing of the program names a field.
public struct Field: Sendable {
    /// Its name, as messages say it.
    public let name: String
    /// The kinds of dataset that its specs can name.
    public let datasets: [any DatasetKind]
    /// The datasets that it brings along, as the text of a catalogue in YAML; empty where there are none.
    public let catalogue: String
    /// Its networks.
    public let architectures: [Architecture]
    /// The methods that trained losses are compared with.
    public let baselines: [any BaselineKind]
    /// The figures that are drawn of its datasets.
    public let figures: [FigureKind]
    /// Its own subcommands of the program.
    public let commands: [any ParsableCommand.Type]
    /// What applies models to its samples.
    public let predictions: [any PredictionCommand.Type]
    /// The models that it brings along.
    public let models: [ShippedModel]
    /// What begins experiments of its kinds: the subcommands of `new`.
    public let starters: [any ParsableCommand.Type]

    /// Describes a field; everything but its name may be left out.
    public init(
        name: String, datasets: [any DatasetKind] = [], catalogue: String = "", architectures: [Architecture] = [],
        baselines: [any BaselineKind] = [], figures: [FigureKind] = [], commands: [any ParsableCommand.Type] = [],
        predictions: [any PredictionCommand.Type] = [], models: [ShippedModel] = [],
        starters: [any ParsableCommand.Type] = []
    ) {
        self.name = name
        self.datasets = datasets
        self.catalogue = catalogue
        self.architectures = architectures
        self.baselines = baselines
        self.figures = figures
        self.commands = commands
        self.predictions = predictions
        self.models = models
        self.starters = starters
    }
}
