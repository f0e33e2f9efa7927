internal import DeclarativeFiles
internal import Foundation
internal import NumericalMethods

/// How the surface of a sample takes intensity away from lines at small angles.
///
/// A rough surface shadows itself: with the depth q of the loose layer and its share c, intensities are multiplied with
/// S(θ) = (1 - c + c exp(-q / sin θ)) / (1 - c + c exp(-q)).
/// And a beam that is longer than the sample passes by it: see ``Instrument/overflowSine``.
///
/// Source: P. Suortti, J. Appl. Cryst. 5 (1972) 325.
package struct SimulatedSurface: Sendable, Hashable {
    /// The share c of intensities that roughness takes part in, below 1.
    package let roughness: ValueRange
    /// The depth q of the rough layer, in units of the depth of penetration.
    package let depth: ValueRange
    /// The angle 2θ₀ below which the beam is longer than the sample, in degrees.
    package let beamOverflow: ValueRange

    /// Makes a surface; what is zero takes nothing away.
    package init(roughness: ValueRange, depth: ValueRange, beamOverflow: ValueRange) {
        self.roughness = roughness
        self.depth = depth
        self.beamOverflow = beamOverflow
    }

    var canonical: StructuredValue {
        [
            "roughness": roughness.canonical, "roughness-depth": depth.canonical,
            "beam-overflow": beamOverflow.canonical,
        ]
    }

    /// The surface of one sample.
    struct State {
        let roughness: Double
        let depth: Double
        /// sin θ₀.
        let overflowSine: Double

        /// What intensities at an angle are multiplied with.
        ///
        /// - Parameter sine: sin θ, above zero.
        /// - Returns: The factor, 1 where nothing is lost.
        func factor(sine: Double) -> Double {
            let shadowed = 1 - roughness + roughness * exp(-depth / sine)
            let upright = 1 - roughness + roughness * exp(-depth)
            return shadowed / upright * Instrument.caughtShare(sine: sine, overflowSine: overflowSine)
        }
    }

    /// Draws a surface.
    func draw(from stream: inout RandomStream) -> State {
        State(
            roughness: roughness.draw(from: &stream), depth: depth.draw(from: &stream),
            overflowSine: sin(beamOverflow.draw(from: &stream) / 2 * .pi / 180))
    }
}
