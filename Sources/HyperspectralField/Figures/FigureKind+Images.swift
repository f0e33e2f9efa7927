internal import Experiments
internal import NumericalMethods
internal import Reports

extension FigureKind {
    /// The image with the regions of its split.
    static let regions = FigureKind(
        FigureDeclaration(
            key: "regions", title: "Regions", summary: "The image, and its training, validation and test regions.",
            needs: .image)
    ) { request in
        guard let picture = request.picture?.image else { preconditionFailure("regions of no image") }
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
        let (results, title) = (request.results, request.results.spec.title)
        let image = ColorImage(red: channel(0), green: channel(1), blue: channel(2))
        return try .split(
            [SplitPanel(title: title, image: image, parts: parts)],
            identity: results.identity(title: "\(title): regions", of: results.records))
    }

    /// The true proportions of the test region, and the errors of some methods.
    static let errorMaps = FigureKind(
        FigureDeclaration(
            key: "error-maps", title: "Error maps",
            summary: "The true proportions of the test region, and the errors of some methods.", needs: .image,
            showsMethods: true)
    ) { try testRegion($0, asErrors: true) }

    /// The true proportions of the test region, and those that some methods infer.
    static let abundanceMaps = FigureKind(
        FigureDeclaration(
            key: "abundance-maps", title: "Abundance maps",
            summary: "The true proportions of the test region, and those that some methods infer.", needs: .image,
            showsMethods: true)
    ) { try testRegion($0, asErrors: false) }

    /// Maps of the test region: the truth, and what methods infer or how far they are from it.
    private static func testRegion(_ request: FigureRequest, asErrors: Bool) throws -> Figure {
        guard let picture = request.picture?.image else { preconditionFailure("maps of something else than an image") }
        let results = request.results
        let shown = request.methods.compactMap(results.representative)
        let places = picture.testPlaces()
        let count = places.count { $0 != nil }
        let classes = results.facts.classes
        let maps = try shown.map { record in
            let predictions = try results.predictions(of: record, samples: count)
            return MethodMaps(
                method: record.methodTitle, run: record.run,
                maps: classes.indices.map { index in
                    picture.cropped { pixel in
                        places[pixel].map { place in
                            let predicted = predictions[place, index]
                            return asErrors ? abs(predicted - picture.proportions[pixel, index]) : predicted
                        } ?? .nan
                    }
                })
        }
        let truth = classes.indices.map { index in
            picture.cropped { places[$0] == nil ? .nan : picture.proportions[$0, index] }
        }
        return try .abundances(
            classes: classes, truth: truth, predictions: asErrors ? [] : maps, errors: asErrors ? maps : [],
            identity: results.identity(
                title: "\(results.spec.title): true proportions and \(asErrors ? "errors" : "inferred ones") in the "
                    + "test region",
                of: shown))
    }
}
