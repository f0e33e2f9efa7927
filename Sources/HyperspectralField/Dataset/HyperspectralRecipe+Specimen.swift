internal import Experiments
internal import NumericalMethods
internal import ProportionInference
internal import Unmixing

extension HyperspectralRecipe {
    /// No made-up image has more rows or columns.
    private static let largestSide = 50
    /// The number of made-up samples of a part.
    private static let sampleCount = 128

    func specimen(of source: DatasetSource, options: PreparationOptions) throws -> DatasetSpecimen? {
        let (bands, count, size) = (contents.shape.bands, classes.count, contents.shape.size)
        let training = split.regions.pixels(of: .training).count
        let samples = LabelledSamples.madeUp(count: Self.sampleCount, features: bands, classes: count)
        let small = ImageSize(
            rows: min(size.rows, Self.largestSide), columns: min(size.columns, Self.largestSide))
        let (image, endmembers) = Self.madeUpImage(of: small, bands: bands, classes: count)
        let pixels = (0..<Self.sampleCount).map { $0 % small.pixels }
        return DatasetSpecimen(
            piece: MethodInput(
                classes: classes, training: samples, validation: samples, tests: [],
                field: WholeImage(
                    image: image, endmembers: endmembers, part: entry.name, trainingPixels: pixels,
                    validationPixels: pixels, testPixels: [0])),
            training: max(1, Int((options.trainingShare * Double(training)).rounded())),
            validation: split.regions.pixels(of: .validation).count, tests: split.regions.pixels(of: .test).count,
            fieldScale: Double(size.pixels) / Double(small.pixels))
    }

    /// An image of random mixtures of random spectra, with a little noise.
    private static func madeUpImage(
        of size: ImageSize, bands: Int, classes: Int
    ) -> (HyperspectralImage, endmembers: Matrix<Double>) {
        let endmembers = LabelledSamples.madeUp(count: classes, features: bands, classes: 1).inputs
        let mixtures = LabelledSamples.madeUp(count: size.pixels, features: 1, classes: classes).proportions
        var stream = Seed(experiment: "made-up image", base: 0).stream()
        var spectra = Matrix<Float>(rows: size.pixels, columns: bands, repeating: 0)
        for pixel in 0..<size.pixels {
            for band in 0..<bands {
                var value = 0.01 * stream.uniformFloat()
                for index in 0..<classes { value += Float(mixtures[pixel, index]) * endmembers[index, band] }
                spectra[pixel, band] = value
            }
        }
        return (
            HyperspectralImage(size: size, spectra: spectra),
            Matrix(rows: classes, columns: bands, elements: endmembers.elements.map(Double.init))
        )
    }
}
