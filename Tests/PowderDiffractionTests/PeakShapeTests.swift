import Foundation
import Testing

@testable import PowderDiffraction

/// The convolution of a Gaussian and a Lorentzian is computed by the trapezoidal rule, which converges faster than any
/// power of the step for such functions.
@Suite struct PeakShapeTests {
    /// The Voigt function of two widths at half maximum.
    private func voigt(_ x: Double, gaussian: Double, lorentzian: Double) -> Double {
        let deviation = gaussian / (8 * log(2.0)).squareRoot()
        let step = deviation / 20
        return stride(from: -8 * deviation, through: 8 * deviation, by: step).reduce(0) { sum, t in
            let u = 2 * (x - t) / lorentzian
            let g = exp(-t * t / (2 * deviation * deviation)) / (deviation * (2 * Double.pi).squareRoot())
            return sum + step * g * 2 / (.pi * lorentzian) / (1 + u * u)
        }
    }

    @Test(arguments: [0.01, 0.1, 1])
    func onePartAloneKeepsItsWidth(width: Double) {
        let gaussian = PeakShape(gaussian: width, lorentzian: 0)
        #expect(abs(gaussian.width - width) < 1e-12 * width && gaussian.mixing == 0)
        let lorentzian = PeakShape(gaussian: 0, lorentzian: width)
        #expect(abs(lorentzian.width - width) < 1e-12 * width && abs(lorentzian.mixing - 1) < 1e-5)
    }

    /// Thompson, Cox and Hastings claim a few tenths of a percent for the width; the shape is off by 1.3 % of the peak.
    @Test(arguments: [(0.1, 0.02), (0.1, 0.1), (0.03, 0.1)])
    func theShapeIsThatOfAVoigtFunction(gaussian: Double, lorentzian: Double) {
        let shape = PeakShape(gaussian: gaussian, lorentzian: lorentzian)
        let peak = voigt(0, gaussian: gaussian, lorentzian: lorentzian)
        let half = voigt(shape.width / 2, gaussian: gaussian, lorentzian: lorentzian)
        #expect(abs(half / peak - 0.5) < 0.005)
        for u in stride(from: 0, through: 3, by: 0.25) {
            let value = pseudoVoigt(u, mixing: shape.mixing) / shape.width
            let expected = voigt(u * shape.width, gaussian: gaussian, lorentzian: lorentzian)
            #expect(abs(value - expected) < 0.013 * peak, "at \(u) widths")
        }
    }

    /// By hand, at 2θ = 60°: 0.9 · 1.5406 / (10 · 50 · cos 30°) and 4 · 0.001 · tan 30°, both in degrees.
    @Test func sizeAndStrainBroadenAsPublished() {
        let shape = PeakShape(
            theta: .pi / 6, wavelength: 1.5406, instrument: InstrumentWidth(),
            sample: SampleWidth(size: 50, strain: 0.001), step: 0)
        #expect(abs(shape.width - (0.183_463 + 0.132_318)) < 1e-5)
        #expect(abs(shape.mixing - 1) < 1e-5)
    }

    /// U tan²θ + V tanθ + W at θ = 45° is their sum, and a step adds its variance.
    @Test func theInstrumentBroadensByCagliotisFunctionAndTheStep() {
        let width = InstrumentWidth(u: 0.004, v: -0.003, w: 0.008)
        let shape = PeakShape(
            theta: .pi / 4, wavelength: 1.5, instrument: width, sample: SampleWidth(), step: 0)
        #expect(abs(shape.width - 0.009.squareRoot()) < 1e-12 && shape.mixing == 0)
        let stepped = PeakShape(
            theta: .pi / 4, wavelength: 1.5, instrument: width, sample: SampleWidth(), step: 0.06)
        let variance = 0.009 / (8 * log(2.0)) + 0.06 * 0.06 / 12
        #expect(abs(stepped.width - (8 * log(2.0) * variance).squareRoot()) < 1e-12)
    }

    /// The moments of the density 2(1 - t): ∫ t² and ∫ t⁴.
    @Test func axialDivergenceIsIntegratedExactly() {
        let nodes = AxialDivergence.nodes
        #expect(abs(nodes.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
        #expect(abs(nodes.reduce(0) { $0 + $1.weight * pow($1.place, 2) } - 1 / 6) < 1e-12)
        #expect(abs(nodes.reduce(0) { $0 + $1.weight * pow($1.place, 4) } - 1 / 15) < 1e-12)
        // A ray that is off by h = 0.04 in all at 2θ = 20°: cos 2θ = cos 2θ₀ cos h, to second order.
        let shift = AxialDivergence.largestShift(divergence: 0.02, twoTheta: 20 * .pi / 180)
        let cosine: Double = cos(20 * Double.pi / 180) / cos(0.04)
        let exact: Double = 20 - acos(cosine) * 180 / Double.pi
        #expect(abs(shift - exact) < 0.01 * exact, "\(shift)° for \(exact)°")
    }
}
