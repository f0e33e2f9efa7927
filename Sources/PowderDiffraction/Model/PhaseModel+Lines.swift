internal import Foundation

extension PhaseModel {
    /// Hands over every line, or each of the parts that stand for it where axial divergence makes it lean.
    ///
    /// - Parameters:
    ///   - state: The state of the phase.
    ///   - instrument: The instrument.
    ///   - placement: How the sample lies in it.
    ///   - step: The distance of two points of the pattern, in degrees.
    ///   - unsplit: Where a line goes that axial divergence does not split.
    ///   - body: Is called for every line or part.
    @inline(__always)
    func forEachLine(
        state: PhaseState, instrument: Instrument, placement: SamplePlacement, step: Double,
        unsplit: AxialDivergence.Unsplit = .stays, _ body: (Line) -> Void
    ) {
        forEachWholeLine(state: state, instrument: instrument, placement: placement, step: step, unsplit: unsplit) {
            $1.forEachPart(of: $0, body)
        }
    }

    /// Hands over every line: its angle 2θ with all shifts, its area for a unit of mass, and its shape.
    ///
    /// Simulated and refined patterns are sums of the same lines; a refinement asks for their derivatives, too, and chooses
    /// where lines lie that axial divergence hardly moves.
    ///
    /// - Parameters:
    ///   - state: The state of the phase.
    ///   - instrument: The instrument.
    ///   - placement: How the sample lies in it.
    ///   - step: The distance of two points of the pattern, in degrees.
    ///   - unsplit: Where a line goes that axial divergence does not split.
    ///   - known: The squared structure factors in the state's cell; they are computed where they are left out.
    ///   - slopes: Computes the derivatives of each line, which are valid while `body` runs; none where it is left out.
    ///   - isWanted: Whether a line is to be handed over, by its area and by the square of a width that its own is not below.
    ///   - body: Is called for every line, with what axial divergence makes of it.
    @inline(__always)
    func forEachWholeLine(
        state: PhaseState, instrument: Instrument, placement: SamplePlacement, step: Double,
        unsplit: AxialDivergence.Unsplit, known: [StructureFactors.Squared]? = nil, slopes: LineSlopes? = nil,
        isWanted: (_ area: Double, _ leastSquaredWidth: Double) -> Bool = { _, _ in true },
        _ body: (Line, AxialDivergence.Split) -> Void
    ) {
        precondition(
            state.graininess.isEmpty || state.graininess.count == list.reflections.count,
            "\(state.graininess.count) factors for \(list.reflections.count) reflections")
        let metric = state.cell.reciprocalMetric
        let polarization = instrument.polarization
        let scale = 1 / (cellMass * state.cell.volume)
        withUnsafeTemporaryAllocation(of: SIMD2<Double>.self, capacity: max(factors.scratchCount, 1)) { scratch in
            guard let amplitudes = scratch.baseAddress else { return }
            for (index, reflection) in list.reflections.enumerated() {
                let squared = metric.squaredLength(reflection.plane) / 4
                let s = squared.squareRoot()
                let structureFactor =
                    known?[index] ?? factors.squared(index, s: s, isSloped: slopes != nil, amplitudes: amplitudes)
                let texture = list.texture(index, r: state.texture)
                let intensity =
                    scale * Double(reflection.multiplicity) * exp(-2 * state.displacement * squared)
                    * structureFactor.value * texture * (state.graininess.isEmpty ? 1 : state.graininess[index])
                for line in instrument.radiation.lines where line.wavelength * s < 1 {
                    let angle = BraggAngle(sine: line.wavelength * s)
                    let widths = PeakShape.widths(
                        at: angle, wavelength: line.wavelength, instrument: instrument.width, sample: state.width,
                        step: step)
                    let area =
                        intensity * line.share * Instrument.lorentzPolarization(at: angle, k: polarization)
                        * Instrument.caughtShare(sine: angle.sine, overflowSine: instrument.overflowSine)
                    guard isWanted(area, max(widths.variance, widths.lorentzian * widths.lorentzian)) else { continue }
                    let gaussian = widths.variance.squareRoot()
                    let shape = PeakShape(gaussian: gaussian, lorentzian: widths.lorentzian)
                    let shift = placement.shift(at: angle, radius: instrument.radius)
                    let position = 2 * angle.theta * 180 / .pi + shift
                    if let slopes {
                        slopes.begin(
                            LineSlopes.Origin(
                                plane: reflection.plane, squared: squared, angle: angle, wavelength: line.wavelength,
                                area: area,
                                logAreaPerSquared: structureFactor.value > 0
                                    ? structureFactor.slope / structureFactor.value - 2 * state.displacement : 0,
                                logTextureSlope: texture > 0
                                    ? list.textureSlope(index, r: state.texture) / texture : 0,
                                shape: PeakShape.Slopes(
                                    gaussian: gaussian, lorentzian: widths.lorentzian, width: shape.width)))
                    }
                    let line = Line(reflection: index, position: position, area: area, shape: shape)
                    body(
                        line,
                        AxialDivergence.split(
                            line, tangent: angle.tangentOfDouble(shiftedBy: shift),
                            divergence: instrument.axialDivergence, unsplit: unsplit))
                }
            }
        }
    }
}
