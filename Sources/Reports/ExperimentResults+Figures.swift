internal import Experiments
internal import Foundation
internal import ProportionInference
internal import ScientificFormats
internal import SimplexMath

extension ExperimentResults {
    /// Draws the figures that the spec asks for, as far as what they are drawn from is there.
    func writeFigures(into folder: String, summary: inout Report.Summary) throws {
        let figures = spec.report.figures
        try write(figures.trainingCurves, into: folder, summary: &summary) { try trainingCurves() }
        let drawn = [figures.regions, figures.errorMaps?.name, figures.abundanceMaps?.name, figures.patterns]
            .compactMap(\.self)
        guard !drawn.isEmpty else { return }
        let picture: DatasetPicture?
        do {
            picture = try facts.picture(folder: datasetFolder)
        } catch {
            summary.notes.append("\(drawn.joined(separator: ", ")) left as it is: \(error); './reproduce' makes it")
            return
        }
        switch picture {
        case .image(let image):
            try write(figures.regions, into: folder, summary: &summary) { try regions(image) }
            for maps in [figures.errorMaps, figures.abundanceMaps].compactMap(\.self) {
                try write(maps.name, into: folder, summary: &summary) {
                    try abundances(image, of: maps.methods, asErrors: maps == figures.errorMaps)
                }
            }
        case .patterns(let picture):
            try write(figures.patterns, into: folder, summary: &summary) {
                try .patterns(picture, identity: identity(title: "\(spec.title): patterns", of: records))
            }
        case nil: break
        }
    }

    /// Draws one figure, or notes why what it is drawn from cannot be read.
    private func write(
        _ name: String?, into folder: String, summary: inout Report.Summary, _ figure: () throws -> Figure
    ) throws {
        guard let name else { return }
        do {
            try figure().write(name: name, into: URL(fileURLWithPath: folder))
            summary.written += ["\(folder)/\(name).png", "\(folder)/\(name).pdf"]
        } catch let error as FormatError {
            summary.notes.append("\(name) left as it is: \(error); './reproduce' makes it")
        }
    }

    private func trainingCurves() throws -> Figure {
        let trained = methods.filter { method in spec.losses.contains { $0.card.name == method } }
        let panels = try trained.map { method in
            let own = records(of: method)
            let selected = Selection.best(of: own)
            return TrainingPanel(
                method: own[0].methodTitle,
                curves: try own.map { record in
                    let history = try record.history.map {
                        try HistoryFile.read(path: folder(of: record) + "/" + $0.file)
                    }
                    return TrainingCurve(
                        run: record.run, validationMMAE: history?.map { 100 * $0.validation.mmae } ?? [],
                        outcome: record.curveOutcome,
                        selectedEpoch: record.run == selected?.run ? record.selectedEpoch : nil)
                })
        }
        return try .training(
            panels, identity: identity(title: "\(spec.title): validation MMAE", of: trained.flatMap(records(of:))))
    }

    private func regions(_ picture: ImagePicture) throws -> Figure {
        func channel(_ offset: Int) -> Matrix<Double> {
            picture.map { Double(picture.rgb[3 * $0 + offset]) }
        }
        let parts = Matrix<SplitPanel.Part?>(
            rows: picture.rows, columns: picture.columns,
            elements: picture.regions.map { region in
                switch region {
                case .training: .training
                case .validation: .validation
                case .test: .test
                case .none: nil
                }
            })
        let image = ColorImage(red: channel(0), green: channel(1), blue: channel(2))
        return try .split(
            [SplitPanel(title: spec.title, image: image, parts: parts)],
            identity: identity(title: "\(spec.title): regions", of: records))
    }

    /// Maps of the test region: the truth, and what methods infer or how far they are from it.
    private func abundances(_ picture: ImagePicture, of methods: [String], asErrors: Bool) throws -> Figure {
        // A method that is not selected from is shown by its first run.
        let shown = methods.compactMap { method in
            let own = records(of: method)
            return Selection.best(of: own) ?? own.first { $0.outcome == .completed }
        }
        let pixels = picture.regions.indices.filter { picture.regions[$0] == .test }
        var places = [Int?](repeating: nil, count: picture.regions.count)
        for (place, pixel) in pixels.enumerated() { places[pixel] = place }
        let maps = try shown.map { record in
            let predictions = try predictions(of: record, samples: pixels.count)
            return MethodMaps(
                method: record.methodTitle,
                maps: facts.classes.indices.map { index in
                    picture.cropped { pixel in
                        places[pixel].map { place in
                            let predicted = predictions[place, index]
                            return asErrors ? abs(predicted - picture.proportions[pixel, index]) : predicted
                        } ?? .nan
                    }
                })
        }
        let truth = facts.classes.indices.map { index in
            picture.cropped { places[$0] == nil ? .nan : picture.proportions[$0, index] }
        }
        return try .abundances(
            classes: facts.classes, truth: truth, predictions: asErrors ? [] : maps, errors: asErrors ? maps : [],
            identity: identity(
                title:
                    "\(spec.title): true proportions and \(asErrors ? "errors" : "inferred ones") in the test region",
                of: shown))
    }

    /// The predictions of a run for its only test part.
    private func predictions(of record: RunRecord, samples: Int) throws -> Matrix<Double> {
        let path = folder(of: record) + "/" + (record.tests.first?.predictions.file ?? "predictions.npy")
        let array = try NPYFile.read(path: path)
        guard array.shape == [samples, facts.classes.count] else {
            throw FormatError(
                file: path, place: nil, reason: "expected \([samples, facts.classes.count]), found \(array.shape)")
        }
        return Matrix(rows: samples, columns: facts.classes.count, elements: array.values)
    }
}

extension RunRecord {
    fileprivate var curveOutcome: TrainingCurve.Outcome {
        switch outcome {
        case .completed: deadClasses.isEmpty ? .trained : .dead
        case .diverged: .diverged
        case .failed: .failed
        }
    }
}

extension ImagePicture {
    /// A value for every pixel.
    fileprivate func map(_ value: (Int) -> Double) -> Matrix<Double> {
        Matrix(rows: rows, columns: columns, elements: regions.indices.map(value))
    }

    /// A value for every pixel of the smallest rectangle that holds the test region.
    fileprivate func cropped(_ value: (Int) -> Double) -> Matrix<Double> {
        let test = regions.indices.filter { regions[$0] == .test }
        let rowRange = test.map { $0 / columns }
        let columnRange = test.map { $0 % columns }
        guard let top = rowRange.min(), let bottom = rowRange.max(), let left = columnRange.min(),
            let right = columnRange.max()
        else { return map(value) }
        return Matrix(
            rows: bottom - top + 1, columns: right - left + 1,
            elements: (top...bottom).flatMap { row in (left...right).map { value(row * columns + $0) } })
    }
}
