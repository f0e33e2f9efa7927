internal import Foundation

/// Computes the derivatives of the lines of a phase along parameters, into memory that is lent to it.
struct LineSlopes {
    /// The derivatives of the line at hand, one for each parameter; that along the squared axial divergence, which moves each
    /// part of a line by its own way, is ``AxialDivergence/ShiftSlopes/perSquare``, and stays zero here.
    let values: UnsafeMutablePointer<Line.Slope>

    private let parameters: [LineParameter]
    private let state: PhaseState
    private let instrument: Instrument
    private let placement: SamplePlacement
    private let metric: MetricTensor
    private let polarization: Double
    /// For each parameter ∂G/∂q and ∂lnV/∂q where it is one of the cell.
    private let cellSlopes: [(metric: MetricTensor, logVolume: Double)]
    /// Which of the parameters is the squared axial divergence.
    let axialIndex: Int?

    /// A line, with what its derivatives need to be known of it.
    struct Origin {
        let plane: Miller
        /// s² = (sinθ/λ)², in Å⁻².
        let squared: Double
        /// θ.
        let angle: BraggAngle
        /// λ, in ångströms.
        let wavelength: Double
        let area: Double
        /// ∂ ln A/∂s² of structure factor and displacement, in Å².
        let logAreaPerSquared: Double
        /// ∂ ln P/∂r of the texture.
        let logTextureSlope: Double
        let shape: PeakShape.Slopes
    }

    /// Prepares what all lines have in common.
    ///
    /// - Parameters:
    ///   - parameters: What is varied.
    ///   - state: The state of the phase.
    ///   - instrument: The instrument.
    ///   - placement: How the sample lies in it.
    ///   - memory: Room for a derivative along each parameter.
    init(
        parameters: [LineParameter], state: PhaseState, instrument: Instrument, placement: SamplePlacement,
        memory: UnsafeMutablePointer<Line.Slope>
    ) {
        values = memory
        self.state = state
        self.instrument = instrument
        self.placement = placement
        self.parameters = parameters
        polarization = instrument.polarization
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

    /// Computes the derivatives of a line, from which those of its parts follow.
    @inline(__always)
    func begin(_ line: Origin) {
        let degrees = Self.degrees
        let (sine, cosine, tangent) = (line.angle.sine, line.angle.cosine, line.angle.tangent)
        let scherrer = SampleWidth.scherrerConstant * line.wavelength / 10
        /// Lines of a Lorentzian width that changes, and of a Gaussian one.
        func lorentzian(_ rate: Double) -> Line.Slope {
            SIMD4(0, 0, line.shape.widthPerLorentzian * rate, line.shape.mixingPerLorentzian * rate)
        }
        func gaussian(_ rate: Double) -> Line.Slope {
            SIMD4(0, 0, line.shape.widthPerVariance * rate, line.shape.mixingPerVariance * rate)
        }
        for (index, parameter) in parameters.enumerated() {
            values[index] =
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
                case .squaredAxialDivergence: .zero
                case .overflowSine:
                    SIMD4(sine < instrument.overflowSine ? -line.area / instrument.overflowSine : 0, 0, 0, 0)
                }
        }
    }

    /// The derivative along a parameter of the cell, which moves the line and everything that depends on its place.
    @inline(__always)
    private func cellSlope(
        _ index: Int, _ line: Origin, tangent: Double, sine: Double, cosine: Double
    ) -> Line.Slope {
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
                + (Instrument.lorentzPolarizationLogSlope(at: line.angle, k: polarization)
                    + (sine < instrument.overflowSine ? 1 / tangent : 0)) * thetaRate)
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
