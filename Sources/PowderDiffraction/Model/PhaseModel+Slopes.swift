internal import Foundation

/// A line, as a refinement needs it.
struct SlopedLine {
    /// The index of its reflection.
    let reflection: Int
    /// The angle 2θ, in degrees.
    let position: Double
    /// The area for a unit of mass.
    let area: Double
    /// The width H at half maximum, in degrees.
    let width: Double
    /// The share η of the Lorentzian.
    let mixing: Double
    /// Its share in a line that axial divergence has split, 1 for a whole line.
    var share = 1.0

    /// How area, position, width and mixing of a line, in this order, change with a parameter.
    typealias Slope = SIMD4<Double>

    /// A share of the line at another angle.
    func moved(by shift: Double, share: Double) -> SlopedLine {
        SlopedLine(
            reflection: reflection, position: position + shift, area: area * share, width: width, mixing: mixing,
            share: share)
    }
}

extension PhaseModel {
    /// Hands over every line as ``forEachLine(state:instrument:placement:step:_:)`` does, with its derivatives.
    ///
    /// - Parameters:
    ///   - state: The state of the phase.
    ///   - instrument: The instrument.
    ///   - placement: How the sample lies in it.
    ///   - step: The distance of two points of the pattern, in degrees.
    ///   - parameters: What is varied.
    ///   - slopes: Room for as many slopes as there are parameters; those of a line are valid while `body` runs.
    ///   - body: Is called for every line.
    @inline(__always)
    func forEachSlopedLine(
        state: PhaseState, instrument: Instrument, placement: SamplePlacement, step: Double,
        parameters: [LineParameter], slopes: UnsafeMutablePointer<SlopedLine.Slope>, _ body: (SlopedLine) -> Void
    ) {
        let context = SlopeContext(state: state, instrument: instrument, placement: placement, parameters: parameters)
        let scale = 1 / (cellMass * state.cell.volume)
        withUnsafeTemporaryAllocation(of: SIMD2<Double>.self, capacity: max(factors.scratchCount, 1)) { scratch in
            guard let amplitudes = scratch.baseAddress else { return }
            for (index, reflection) in list.reflections.enumerated() {
                let squared = context.metric.squaredLength(reflection.plane) / 4
                let s = squared.squareRoot()
                let structureFactor = factors.squaredAndSlope(index, s: s, amplitudes: amplitudes)
                let texture = list.texture(index, r: state.texture)
                let intensity =
                    scale * Double(reflection.multiplicity) * exp(-2 * state.displacement * squared)
                    * structureFactor.value * texture
                for line in instrument.radiation.lines where line.wavelength * s < 1 {
                    let theta = asin(line.wavelength * s)
                    let widths = PeakShape.widths(
                        theta: theta, wavelength: line.wavelength, instrument: instrument.width, sample: state.width,
                        step: step)
                    let gaussian = widths.variance.squareRoot()
                    let shape = PeakShape(gaussian: gaussian, lorentzian: widths.lorentzian)
                    let angle = 2 * theta * 180 / .pi + placement.shift(theta: theta, radius: instrument.radius)
                    let area = intensity * line.share * instrument.lorentzPolarization(theta: theta)
                    let place = SlopeContext.Line(
                        plane: reflection.plane, squared: squared, theta: theta, wavelength: line.wavelength,
                        area: area,
                        logAreaPerSquared: structureFactor.value > 0
                            ? structureFactor.slope / structureFactor.value - 2 * state.displacement : 0,
                        logTextureSlope: texture > 0 ? list.textureSlope(index, r: state.texture) / texture : 0,
                        shape: PeakShape.Slopes(
                            gaussian: gaussian, lorentzian: widths.lorentzian, width: shape.width))
                    context.fill(slopes, for: place)
                    split(
                        SlopedLine(
                            reflection: index, position: angle, area: area, width: shape.width, mixing: shape.mixing),
                        context: context, slopes: slopes, body)
                }
            }
        }
    }

    /// Hands over a line, or the lines that stand for it where axial divergence makes it lean.
    @inline(__always)
    private func split(
        _ line: SlopedLine, context: SlopeContext, slopes: UnsafeMutablePointer<SlopedLine.Slope>,
        _ body: (SlopedLine) -> Void
    ) {
        let divergence = context.instrument.axialDivergence
        let radians = line.position * .pi / 180
        let largest = AxialDivergence.largestShift(divergence: divergence, twoTheta: radians)
        let perAngle = -2 * divergence * divergence / (sin(radians) * sin(radians))
        let perSquare = AxialDivergence.largestShift(divergence: 1, twoTheta: radians)
        guard abs(largest) > AxialDivergence.smallestShare * line.width else {
            // One line where their mean lies, so that nothing jumps when a line comes to be split.
            if let index = context.axialIndex { slopes[index].y = -AxialDivergence.meanPlace * perSquare }
            return body(line.moved(by: -largest * AxialDivergence.meanPlace, share: 1))
        }
        let count = context.parameters.count
        withUnsafeTemporaryAllocation(of: SlopedLine.Slope.self, capacity: max(count, 1)) { kept in
            for index in 0..<count { kept[index] = slopes[index] }
            for node in AxialDivergence.nodes {
                let squaredPlace = node.place * node.place
                for index in 0..<count {
                    var slope = kept[index]
                    slope.x *= node.weight
                    slope.y *= 1 - squaredPlace * perAngle
                    slopes[index] = slope
                }
                if let index = context.axialIndex { slopes[index].y = -squaredPlace * perSquare }
                body(line.moved(by: -largest * squaredPlace, share: node.weight))
            }
        }
    }
}

/// What the derivatives of all lines of a phase have in common.
private struct SlopeContext {
    let state: PhaseState
    let instrument: Instrument
    let placement: SamplePlacement
    let parameters: [LineParameter]
    let metric: MetricTensor
    /// For each parameter ∂G/∂q and ∂lnV/∂q where it is one of the cell.
    let cellSlopes: [(metric: MetricTensor, logVolume: Double)]
    let axialIndex: Int?

    struct Line {
        let plane: Miller
        let squared: Double
        let theta: Double
        let wavelength: Double
        let area: Double
        let logAreaPerSquared: Double
        let logTextureSlope: Double
        let shape: PeakShape.Slopes
    }

    init(state: PhaseState, instrument: Instrument, placement: SamplePlacement, parameters: [LineParameter]) {
        self.state = state
        self.instrument = instrument
        self.placement = placement
        self.parameters = parameters
        let reciprocal = state.cell.reciprocalMetric
        metric = reciprocal
        cellSlopes = parameters.map { parameter in
            guard case .cell(let group) = parameter else { return (reciprocal, 0) }
            let slope = state.cell.metricSlope(along: group)
            // ∂ ln V = ½ tr(G* ∂G).
            let trace =
                reciprocal.xx * slope.xx + reciprocal.yy * slope.yy + reciprocal.zz * slope.zz
                + 2 * (reciprocal.yz * slope.yz + reciprocal.xz * slope.xz + reciprocal.xy * slope.xy)
            return (slope, trace / 2)
        }
        axialIndex = parameters.firstIndex(of: .squaredAxialDivergence)
    }

    private static let degrees = 180 / Double.pi

    /// Writes the derivatives of a line.
    @inline(__always)
    func fill(_ slopes: UnsafeMutablePointer<SlopedLine.Slope>, for line: Line) {
        let degrees = Self.degrees
        let (sine, cosine, tangent) = (sin(line.theta), cos(line.theta), tan(line.theta))
        let scherrer = SampleWidth.scherrerConstant * line.wavelength / 10
        /// Lines of a Lorentzian width that changes, and of a Gaussian one.
        func lorentzian(_ rate: Double) -> SlopedLine.Slope {
            SIMD4(0, 0, line.shape.widthPerLorentzian * rate, line.shape.mixingPerLorentzian * rate)
        }
        func gaussian(_ rate: Double) -> SlopedLine.Slope {
            SIMD4(0, 0, line.shape.widthPerVariance * rate, line.shape.mixingPerVariance * rate)
        }
        for (index, parameter) in parameters.enumerated() {
            slopes[index] =
                switch parameter {
                case .cell: cellSlope(index, line, tangent: tangent, sine: sine, cosine: cosine)
                case .inverseSize: lorentzian(degrees * scherrer / cosine)
                case .strain: lorentzian(degrees * 4 * tangent)
                case .displacement: SIMD4(-2 * line.squared * line.area, 0, 0, 0)
                case .texture: SIMD4(line.logTextureSlope * line.area, 0, 0, 0)
                case .sampleDisplacement: SIMD4(0, -2 * cosine / instrument.radius * degrees, 0, 0)
                case .zeroShift: SIMD4(0, 1, 0, 0)
                case .gaussianWidth: gaussian(1)
                case .gaussianWidening: gaussian(tangent * tangent)
                case .lorentzianWidth: lorentzian(1)
                // Of the nodes that the line is split into.
                case .squaredAxialDivergence: SlopedLine.Slope.zero
                }
        }
    }

    /// The derivative along a parameter of the cell, which moves the line and everything that depends on its place.
    @inline(__always)
    private func cellSlope(
        _ index: Int, _ line: Line, tangent: Double, sine: Double, cosine: Double
    ) -> SlopedLine.Slope {
        let degrees = Self.degrees
        // ∂(hᵀ G* h) = -(G* h)ᵀ ∂G (G* h).
        let h = line.plane.vector
        let image = SIMD3(
            metric.xx * h.x + metric.xy * h.y + metric.xz * h.z, metric.xy * h.x + metric.yy * h.y + metric.yz * h.z,
            metric.xz * h.x + metric.yz * h.y + metric.zz * h.z)
        let squaredRate = -cellSlopes[index].metric.product(image, image) / 4
        let thetaRate = line.wavelength * line.wavelength / (2 * sine * cosine) * squaredRate
        let area =
            line.area
            * (line.logAreaPerSquared * squaredRate - cellSlopes[index].logVolume
                + instrument.lorentzPolarizationLogSlope(theta: line.theta) * thetaRate)
        let position = degrees * (2 + 2 * placement.displacement * sine / instrument.radius) * thetaRate
        let squaredSecant = 1 / (cosine * cosine)
        let width = state.width
        let lorentzianRate =
            degrees
            * (SampleWidth.scherrerConstant * line.wavelength / (10 * width.size) * sine * squaredSecant
                + 4 * width.strain * squaredSecant) * thetaRate
        let varianceRate =
            (2 * instrument.width.u * tangent + instrument.width.v) * squaredSecant * thetaRate
        return SIMD4(
            area, position,
            line.shape.widthPerLorentzian * lorentzianRate + line.shape.widthPerVariance * varianceRate,
            line.shape.mixingPerLorentzian * lorentzianRate + line.shape.mixingPerVariance * varianceRate)
    }
}
