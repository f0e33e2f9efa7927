internal import Foundation

extension VerdictEvidence {
    /// Collects the numbers about the end of a refinement.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - point: Where it ended.
    ///   - covariance: The covariances of all unknowns there.
    ///   - counted: The number of phases whose fractions sum to one.
    ///   - ending: Whether that is a minimum, and the number of linearizations.
    ///   - recipe: What was varied.
    init(
        model: RefinementModel, point: RefinementPoint, covariance: Covariance?, counted: Int,
        ending: (isConverged: Bool, iterations: Int), recipe: RefinementRecipe
    ) {
        isConverged = ending.isConverged
        iterations = ending.iterations
        intensityError = recipe.intensityError
        let pattern = model.pattern
        let calculated = point.calculated()
        let residuals = zip(pattern.intensities, calculated).map { $0 - $1 }
        let above = zip(pattern.intensities, point.background).map { $0 - $1 }
        let count = Double(pattern.intensities.count)
        func chiSquared(_ values: [Double]) -> Double {
            zip(values, pattern.weights).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
        }
        let (left, whole) = (chiSquared(residuals), chiSquared(above))
        contrast = whole / count
        misfit = (max(left - count, 0) / max(whole - count, 1)).squareRoot()

        let wavelengths = point.state.instrument.radiation.lines.map(\.wavelength)
        let width = Self.width(at: point, step: pattern.step, wavelength: wavelengths.first ?? 1)
        let search = ResidualSearch(
            twoTheta: pattern.twoTheta, residuals: residuals,
            lines: zip(calculated, point.background).map { $0 - $1 }, variances: pattern.weights.map { 1 / $0 },
            step: pattern.step, width: width, wavelengths: wavelengths)
        unlistedLines = search.found()
        // Each area is a share of the lines and itself: a/(1 - a) is one of the lines alone.
        let unlisted = unlistedLines.reduce(0) { $0 + $1.area / (1 - min($1.area, 0.999)) }
        unlistedShare = unlisted / (1 + unlisted)
        phases = Self.phases(model, point, counted: counted, above: above, width: width)
        parameters = Self.parameters(model, point)
        correlations = covariance.map { Self.correlations(model, point, $0) } ?? []
    }

    /// The width of a line of ordinary crystallites on the instrument, by the angle 2θ in degrees.
    private static func width(
        at point: RefinementPoint, step: Double, wavelength: Double
    ) -> (Double) -> Double {
        let sample = SampleWidth(size: 150, strain: 0.0005)
        let instrument = point.state.instrument.width
        return { angle in
            PeakShape(
                theta: min(angle, 175) / 2 * .pi / 180, wavelength: wavelength, instrument: instrument, sample: sample,
                step: step
            ).width
        }
    }
}
