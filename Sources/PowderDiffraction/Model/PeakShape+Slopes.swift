internal import Foundation

extension PeakShape {
    /// How width and mixing change with the widths of the two parts: the derivatives of H and η with respect to G² and
    /// L.
    struct Slopes {
        /// ∂H/∂(G²), in 1/degrees.
        let widthPerVariance: Double
        /// ∂H/∂L.
        let widthPerLorentzian: Double
        /// ∂η/∂(G²), in 1/degrees².
        let mixingPerVariance: Double
        /// ∂η/∂L, in 1/degrees.
        let mixingPerLorentzian: Double

        /// Differentiates the equations of ``PeakShape/init(gaussian:lorentzian:)``.
        ///
        /// - Parameters:
        ///   - gaussian: G, above zero, in degrees.
        ///   - lorentzian: L, zero or more, in degrees.
        ///   - width: H, which follows from both.
        @inline(__always)
        init(gaussian: Double, lorentzian: Double, width: Double) {
            let (g, l) = (gaussian, lorentzian)
            let (g2, l2) = (g * g, l * l)
            let perGaussian =
                5 * g2 * g2 + 4 * 2.69269 * g2 * g * l + 3 * 2.42843 * g2 * l2 + 2 * 4.47163 * g * l2 * l
                + 0.07842 * l2 * l2
            let perLorentzian =
                2.69269 * g2 * g2 + 2 * 2.42843 * g2 * g * l + 3 * 4.47163 * g2 * l2 + 4 * 0.07842 * g * l2 * l
                + 5 * l2 * l2
            let scale = 1 / (5 * width * width * width * width)
            widthPerVariance = perGaussian * scale / (2 * g)
            widthPerLorentzian = perLorentzian * scale
            let q = l / width
            let perQ = 1.36603 - q * (2 * 0.47719 - q * 3 * 0.11116)
            mixingPerVariance = -perQ * q / width * widthPerVariance
            mixingPerLorentzian = perQ / width * (1 - q * widthPerLorentzian)
        }
    }
}
