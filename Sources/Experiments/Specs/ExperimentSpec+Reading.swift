public import DeclarativeFiles
internal import Foundation
internal import NeuralNetworks
internal import ProportionInference

extension ExperimentSpec {
    /// Reads a spec.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - catalogues: What it may name.
    /// - Returns: The spec, in which everything is known and within its range.
    /// - Throws: `InvalidDeclaration` with every mistake and its place.
    public static func read(path: String, catalogues: Catalogues) throws(InvalidDeclaration) -> ExperimentSpec {
        try DeclarativeFile.read(path: path) { ExperimentSpec(root: $0, catalogues: catalogues) }
    }

    /// Reads the sections one by one, so that the mistakes of all of them are reported together.
    init?(root: Section, catalogues: Catalogues) {
        root.explain([
            "name": "Its name in commands and folders, of small letters, digits and hyphens.",
            "title": "What people call the experiment.",
            "belongs-to": "The experiment that brings this one along wherever it is chosen.",
            "seed": "The number from which all random draws of all runs derive; another one gives other runs.",
            "dataset": "The samples; the kind of the dataset says which further keys there are.",
            "dataset.source": "The dataset, by its name in the catalogue.",
            "split": "Which samples train, validate and test; the kind of the dataset says which keys there are.",
            "architecture": "The network that the losses train.",
            "training": "How networks are trained, the same for all losses.",
            "losses": "The losses that are compared.",
            "baselines": "The methods that the losses are compared with.",
            "selection": "Which run a table shows, and at which epoch; there is one rule, written out for the reader.",
            "report": "Where the results are shown.",
        ])
        let name = root.fileName("name")
        let title = root.string("title")
        let belongsTo = root.optionalFileName("belongs-to")
        let seed = root.integer("seed", in: 0...Int.max, default: 0)
        let dataset = root.dataset(catalogues: catalogues)
        let architecture = root.architecture(catalogues.architectures, dataset: dataset?.recipe)
        let training = root.section("training").flatMap { TrainingSection(reading: $0) }
        if let dataset = dataset?.recipe, let architecture, let training {
            root.checkMemory(of: architecture, for: dataset, batch: training.configuration.batchSize)
        }
        let lossNames = root.choices("losses", of: catalogues.losses.names, called: "loss")
        let baselines = root.baselines(catalogues.baselines, dataset: dataset?.recipe)
        root.section("selection")?.readSelection()
        let report = root.section("report").flatMap {
            ReportPlace(
                reading: $0, dataset: dataset?.recipe,
                methods: (lossNames ?? catalogues.losses.names) + (baselines ?? []).map(\.method.card.name),
                figures: catalogues.figures)
        }
        root.finish()
        guard let name, let title, let seed, let dataset, let architecture, let training, let lossNames, let baselines,
            let report
        else { return nil }
        self.init(
            name: name, place: root.place(of: "name"), title: title, belongsTo: belongsTo, seed: UInt64(seed),
            datasetName: dataset.name,
            datasetKind: dataset.kind,
            dataset: dataset.recipe, architecture: architecture, training: training.configuration, runs: training.runs,
            losses: lossNames.compactMap { catalogues.losses[$0] }, baselines: baselines.map(\.method),
            ownRuns: Dictionary(
                baselines.compactMap { baseline in baseline.runs.map { (baseline.method.card.name, $0) } }
            ) { first, _ in first },
            report: report)
    }
}

extension Section {
    /// The name of a folder or a file that a key must give.
    func fileName(_ key: String) -> String? {
        guard let name = string(key) else { return nil }
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
        guard let first = name.first, first != "-", name.allSatisfy(allowed.contains) else {
            report("a name has small letters, digits and hyphens only, not '\(name)'", at: key)
            return nil
        }
        return name
    }

    /// The name of a file, where a key gives one.
    func optionalFileName(_ key: String) -> String? {
        contains(key) ? fileName(key) : nil
    }

    /// The dataset that the section `dataset` names, read by its kind together with the section `split`.
    fileprivate func dataset(
        catalogues: Catalogues
    ) -> (name: String, kind: CatalogCard, recipe: any DatasetRecipe)? {
        let dataset = section("dataset")
        let split = section("split")
        let names = catalogues.data.datasets.map(\.name)
        guard let dataset, let name = dataset.choice("source", of: names, called: "dataset"), let split,
            let entry = catalogues.data[name]
        else { return nil }
        guard let kind = catalogues.datasetKinds[entry.kind] else {
            dataset.report("dataset '\(name)' is of kind '\(entry.kind)', which is not known", at: "source")
            return nil
        }
        return kind.recipe(entry: entry, dataset: dataset, split: split).map { (name, kind.card, $0) }
    }

    /// The network that `architecture` names, which must take the dataset's samples.
    fileprivate func architecture(_ catalogue: Catalog<Architecture>, dataset: (any DatasetRecipe)?) -> Architecture? {
        let named = choice("architecture", of: catalogue.names, called: "architecture")
        guard let architecture = named.flatMap({ catalogue[$0] }) else { return nil }
        guard let dataset else { return architecture }
        do {
            _ = try architecture.layers(inputLength: dataset.features, classes: dataset.classes.count)
            return architecture
        } catch {
            let least = architecture.leastInputLength(classes: dataset.classes.count)
            report("\(error)" + (least.map { ", which takes \($0) or more" } ?? ""), at: "architecture")
            return nil
        }
    }

    /// Reports a network that needs too much memory for its signals and batches.
    fileprivate func checkMemory(of architecture: Architecture, for dataset: any DatasetRecipe, batch: Int) {
        guard let layers = try? architecture.layers(inputLength: dataset.features, classes: dataset.classes.count)
        else { return }
        let need = MemoryNeed(
            of: "networks for \(dataset.features) points and batches of \(batch) samples",
            count: Network.bytes(layers: layers, batchCapacity: batch), size: 1)
        if let refusal = need.refusal { section("training")?.report(refusal, at: "batch") }
    }

    /// The methods that `baselines` lists, with numbers of runs where they have one of their own; none where the key is
    /// missing.
    fileprivate func baselines(
        _ catalogue: Catalog<any BaselineKind>, dataset: (any DatasetRecipe)?
    ) -> [(method: any ProportionMethod, runs: Int?)]? {
        guard contains("baselines") else { return [] }
        for card in catalogue.cards { explain(["baselines[].\(card.name)": card.summary]) }
        let named = alternatives("baselines", of: catalogue.names, called: "baseline")?.map {
            alternative -> (method: any ProportionMethod, runs: Int?)? in
            defer { alternative.finish() }
            guard let settings = alternative.section() else { return nil }
            settings.explain(["runs": "How often a random method is carried out, if not as often as losses."])
            let runs = settings.optionalInteger("runs", in: 1...1000)
            guard let kind = catalogue[alternative.name], let method = kind.method(settings: settings) else {
                return nil
            }
            if let dataset, let needs = kind.needs, dataset.fieldData.map({ $0 != needs }) ?? true {
                settings.report("\(WrongField(method: alternative.name, needs: needs.plural))")
                return nil
            }
            if let dataset, let misfit = kind.misfit(method, classes: dataset.classes) {
                settings.report(misfit)
                return nil
            }
            if runs != nil, !method.isRandom {
                settings.report("\(alternative.name) gives the same in every run, and is carried out once", at: "runs")
                return nil
            }
            return (method, runs)
        }
        guard let named else { return nil }
        let read = named.compactMap(\.self)
        return read.count == named.count ? read : nil
    }

    /// The one rule of selection that there is, written out so that a reader of the spec sees it.
    fileprivate func readSelection() {
        explain([
            "metric": "The score that is lowest in the selected run.",
            "on": "The samples on which it is lowest; those of the test have no part in the choice.",
        ])
        _ = choice("metric", of: ["mmae"], called: "metric")
        _ = choice("on", of: ["validation"], called: "part")
        finish()
    }
}

/// The section `training`.
private struct TrainingSection {
    let runs: Int
    let configuration: TrainingRecipe

    init?(reading section: Section) {
        section.explain([
            "runs": "How many networks each loss trains, each with random draws of its own.",
            "epochs": "How often training goes through all samples.",
            "batch": "How many samples a step takes; the last step of an epoch takes what is left.",
            "optimizer": "How steps follow from gradients.",
            "optimizer.adam": "The settings of Adam (Kingma and Ba, 2015).",
            "schedule": "How the learning rate goes from the first step to the last.",
            "initialization": "How weights start.",
            "output-scale": "What the weights of the output layer are multiplied with at the start.",
            "output-bias": "How the biases of the output layer start: as each loss asks, or at one value for all.",
            "output-bias.fixed": "The value at which the biases of the output layer start.",
        ])
        let runs = section.integer("runs", in: 1...1000)
        let epochs = section.integer("epochs", in: 1...1_000_000)
        let batch = section.integer("batch", in: 1...65536)
        let optimizer = section.alternative("optimizer", of: ["adam"], called: "optimizer")?.adam()
        let schedule = section.choice(
            "schedule", of: LearningRateSchedule.allCases.map(\.rawValue), called: "schedule",
            default: LearningRateSchedule.constant.rawValue)
        let initialization = section.choice(
            "initialization", of: Initialization.allCases.map(\.rawValue), called: "initialization",
            default: Initialization.heUniform.rawValue)
        let outputScale = section.number("output-scale", above: 0, upTo: 100, default: 1)
        let outputBias = section.outputBias()
        section.finish()
        guard let runs, let epochs, let batch, let optimizer, let schedule, let initialization, let outputScale,
            let outputBias,
            let schedule = LearningRateSchedule(rawValue: schedule),
            let initialization = Initialization(rawValue: initialization)
        else { return nil }
        self.runs = runs
        configuration = TrainingRecipe(
            epochs: epochs, batchSize: batch, optimizer: optimizer, schedule: schedule, initialization: initialization,
            outputScale: outputScale, outputBias: outputBias)
    }
}

extension Section {
    /// How the biases of the output layer start: `asked-by-loss`, or a number for all losses.
    fileprivate func outputBias() -> TrainingRecipe.OutputBias? {
        guard contains("output-bias") else { return .askedByLoss }
        let alternative = alternative("output-bias", of: ["asked-by-loss", "fixed"], called: "output bias")
        guard let alternative else { return nil }
        defer { alternative.finish() }
        guard alternative.name == "fixed" else { return .askedByLoss }
        return alternative.number(in: -1000...1000).map { .fixed($0) }
    }
}

extension Alternative {
    /// Adam with what is given, and its published defaults for the rest.
    fileprivate func adam() -> Adam.Recipe? {
        let defaults = Adam.Recipe()
        guard let section = section() else { return nil }
        section.explain([
            "learning-rate": "How far a step goes, at the start of the schedule.",
            "beta-1": "How much of the running mean of the gradients is kept at each step.",
            "beta-2": "How much of the running mean of the squared gradients is kept at each step.",
            "epsilon": "What is added to the root of the mean of the squared gradients before it divides.",
        ])
        let rate = section.number("learning-rate", above: 0, upTo: 10, default: defaults.learningRate)
        let meanDecay = section.number("beta-1", in: 0...0.999_999, default: defaults.meanDecay)
        let squareDecay = section.number("beta-2", in: 0...0.999_999, default: defaults.squareDecay)
        let epsilon = section.number("epsilon", above: 0, upTo: 1, default: defaults.epsilon)
        finish()
        guard let rate, let meanDecay, let squareDecay, let epsilon else { return nil }
        return Adam.Recipe(
            learningRate: rate, meanDecay: meanDecay, squareDecay: squareDecay, epsilon: epsilon)
    }
}
