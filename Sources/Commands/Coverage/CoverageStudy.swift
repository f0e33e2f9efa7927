internal import Experiments
internal import NumericalMethods
internal import ProportionInference
internal import Reports
internal import ScientificFormats

/// Counts how often what is said of uncertainty holds, for the finished runs of an experiment.
struct CoverageStudy {
    let plan: ExperimentPlan
    let dataset: PreparedDataset
    /// How often sets are to hold the true proportions.
    let level: Double
    let library: ModelLibrary

    /// The levels that are tried for each way.
    static let levels = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95]

    private var triedLevels: [Double] { Set(Self.levels + [level]).sorted() }

    /// The rows of all methods that can be judged, in the order of the spec.
    ///
    /// - Throws: Where a model or a prediction cannot be read, or the validation samples are too few for the level.
    func rows() throws -> [CoverageRow] {
        var records: [(method: String, runs: [RunRecord])] = []
        for run in plan.runs {
            guard case .done(let record) = library.store.state(of: run), record.outcome == .completed else { continue }
            if records.last?.method == record.method {
                records[records.count - 1].runs.append(record)
            } else {
                records.append((record.method, [record]))
            }
        }
        return try records.flatMap { _, runs in
            try runs.allSatisfy { $0.model != nil } ? networkRows(runs) : statedRows(runs[0])
        }
    }

    /// The runs that have a record and no part in the rows, and why: what is damaged, or was made from another recipe.
    func leftOut() -> [String] {
        plan.runs.compactMap { run in
            guard case .stale(let reason) = library.store.state(of: run) else { return nil }
            return "\(run.place.label): \(reason)"
        }
    }

    // MARK: Networks

    private func networkRows(_ runs: [RunRecord]) throws -> [CoverageRow] {
        let best = Selection.best(of: runs) ?? runs[0]
        func model(_ records: [RunRecord]) throws -> Model {
            try library.model(
                of: records, edition: plan.edition, place: "\(plan.spec.name):\(records[0].method)")
        }
        let network = try model([best])
        var rows = runs.count > 1 ? try calibratedRows(model(runs), runs, .ensemble) : []
        rows += try calibratedRows(network, [best], .network)
        if network.networks[0].loss.head == .meanOfDirichlet { rows += try densityRows(network.networks[0], [best]) }
        return rows
    }

    private func calibratedRows(_ model: Model, _ runs: [RunRecord], _ way: UncertaintyWay) throws -> [CoverageRow] {
        guard let calibration = try model.calibration(level: level) else { return [] }
        let inference = EnsembleInference(model.networks)
        return dataset.testsOfOneNetwork.map { test in
            let prediction = inference.infer(test.samples.inputs)
            let targets = test.samples.proportions
            let sets = calibration.sets(of: prediction)
            func coverage(_ sets: [ProportionSet]) -> SetCoverage {
                SetCoverage(of: sets, targets: targets, classes: dataset.classes)
            }
            return row(
                runs, test.name, way, coverage(sets),
                at: calibration.quantiles.map {
                    ($0.level, coverage(calibration.sets(of: prediction, level: $0.level)))
                },
                risk: RiskCoverage(
                    errors: errors(prediction.mean, targets),
                    uncertainties: sets.map { $0.members.reduce(0) { $0 + $1.width } }))
        }
    }

    /// What the Dirichlet distribution of a network's outputs says: its intervals, and its calibrated regions.
    private func densityRows(_ network: TrainedNetwork, _ runs: [RunRecord]) throws -> [CoverageRow] {
        func concentrations(_ inputs: Matrix<Float>) throws -> [[Double]] {
            let outputs = try network.outputs(of: inputs)
            return (0..<outputs.rows).map { outputs.row($0).map { max($0, 0) + 1 } }
        }
        let validation = dataset.validation
        let scores = try concentrations(validation.inputs).enumerated().map {
            DirichletDensityRegion.score(targets: validation.proportions.row($0), concentrations: $1)
        }
        return try dataset.testsOfOneNetwork.flatMap { test in
            let (alphas, targets) = (try concentrations(test.samples.inputs), test.samples.proportions)
            func intervals(_ level: Double) -> SetCoverage {
                let spans = alphas.map { alpha in
                    dataset.classes.indices.map {
                        DirichletMarginals.interval(of: $0, concentrations: alpha, level: level)
                    }
                }
                return self.coverage(spans, targets) { spans[$0][$1].contains(targets[$0, $1]) }
            }
            func regions(_ level: Double) throws -> SetCoverage {
                let quantile = try ConformalQuantile.of(scores, level: level)
                let spans = alphas.map { alpha in
                    dataset.classes.indices.map {
                        DirichletDensityRegion.extent(of: $0, concentrations: alpha, score: quantile) ?? 0...0
                    }
                }
                let isHeld = alphas.enumerated().map {
                    DirichletDensityRegion.score(targets: targets.row($0), concentrations: $1) <= quantile
                }
                return self.coverage(spans, targets) { sample, _ in isHeld[sample] }
            }
            return [
                row(
                    runs, test.name, .region, try regions(level), at: try triedLevels.map { ($0, try regions($0)) },
                    risk: nil),
                row(
                    runs, test.name, .marginals, intervals(level), at: triedLevels.map { ($0, intervals($0)) },
                    risk: nil),
            ]
        }
    }

    // MARK: Methods that state uncertainties

    private func statedRows(_ record: RunRecord) throws -> [CoverageRow] {
        try record.tests.compactMap { result in
            guard let file = result.uncertainties, let test = dataset.tests.first(where: { $0.name == result.part })
            else { return nil }
            func matrix(_ artifact: RunRecord.Artifact) throws -> Matrix<Double> {
                let path = library.store.path(of: record, edition: plan.edition) + "/" + artifact.file
                let array = try NPYFile.read(path: path)
                guard array.shape == [test.samples.count, dataset.classes.count] else {
                    throw FormatError(file: path, reason: "has the shape \(array.shape)")
                }
                return Matrix(rows: array.shape[0], columns: array.shape[1], elements: array.values)
            }
            let (mean, stated, targets) = (
                try matrix(result.predictions), try matrix(file), test.samples.proportions
            )
            func intervals(_ level: Double) -> SetCoverage {
                let reach = normalReach(level)
                let spans = (0..<mean.rows).map { sample in
                    dataset.classes.indices.map { k in
                        // A class without an uncertainty is one that was found to be absent.
                        let half = stated[sample, k].isNaN ? 0 : reach * stated[sample, k]
                        return mean[sample, k] - half...mean[sample, k] + half
                    }
                }
                return coverage(spans, targets) { spans[$0][$1].contains(targets[$0, $1]) }
            }
            return row(
                [record], test.name, .standard, intervals(level),
                at: triedLevels.map { ($0, intervals($0)) },
                risk: RiskCoverage(
                    errors: errors(mean, targets),
                    uncertainties: (0..<mean.rows).map { stated.row($0).reduce(0) { $0 + ($1.isNaN ? 0 : $1) } }))
        }
    }

    // MARK: Counting

    private func row(
        _ runs: [RunRecord], _ part: String, _ way: UncertaintyWay, _ coverage: SetCoverage,
        at levels: [(Double, SetCoverage)], risk: RiskCoverage?
    ) -> CoverageRow {
        CoverageRow(
            method: runs[0].methodTitle, part: part, predictions: CoverageFile.signature(of: runs, part: part),
            way: way,
            coverage: coverage,
            reliability: levels.map { level, coverage in
                (level, coverage.joint, coverage.byClass.reduce(0, +) / Double(coverage.byClass.count))
            }, risk: risk)
    }

    private func coverage(
        _ spans: [[ClosedRange<Double>]], _ targets: Matrix<Double>, holds: (_ sample: Int, _ k: Int) -> Bool
    ) -> SetCoverage {
        SetCoverage(
            held: spans.indices.map { sample in dataset.classes.indices.map { holds(sample, $0) } },
            widths: spans.map { $0.map { min($0.upperBound, 1) - max($0.lowerBound, 0) } }, targets: targets,
            classes: dataset.classes)
    }

    /// The mean absolute error of each sample.
    private func errors(_ predictions: Matrix<Double>, _ targets: Matrix<Double>) -> [Double] {
        (0..<targets.rows).map { sample in
            zip(predictions.row(sample), targets.row(sample)).reduce(0) { $0 + abs($1.0 - $1.1) }
                / Double(targets.columns)
        }
    }
}
