internal import Foundation

/// The asymmetry of lines at low angles: rays that leave the plane of the diffractometer are caught at a smaller angle.
///
/// A ray that is off by an angle h comes in at 2θ - δ with δ = ½ h² cot 2θ, to first order in δ. Where sample and
/// receiving slit have the same half height S over the radius, h is distributed as 2S - |h| up to 2S. A line becomes six
/// lines, at the nodes of the Gaussian quadrature for that distribution.
///
/// Source: L. W. Finger, D. E. Cox, A. P. Jephcoat, J. Appl. Cryst. 27 (1994) 892, with H = S; B. van Laar, W. B. Yelon,
/// J. Appl. Cryst. 17 (1984) 47.
enum AxialDivergence {
    /// Nodes t = h/(2S) and weights for the density 2(1 - t) on 0…1: Gauss–Jacobi, exact for polynomials to degree 11.
    static let nodes: [(place: Double, weight: Double)] = [
        (0.029_316_427_159_785, 0.144_620_661_451_018), (0.148_078_599_668_484, 0.271_084_994_463_037),
        (0.336_984_690_281_154, 0.281_585_107_576_398), (0.558_671_518_771_550, 0.197_322_301_781_310),
        (0.769_233_862_030_055, 0.087_910_331_101_018), (0.926_945_671_319_741, 0.017_476_603_627_219),
    ]

    /// What a line becomes where it is split, at the nodes.
    private static let partsOfSplit = nodes.map { Part(squaredPlace: $0.place * $0.place, weight: $0.weight) }
    /// A line that stays where it is.
    private static let whole = [Part(squaredPlace: 0, weight: 1)]
    /// A line where the mean of its parts would be: the mean of t² is ∫ 2(1 - t) t² dt = 1/6.
    private static let mean = [Part(squaredPlace: 1.0 / 6, weight: 1)]

    /// A line whose largest shift is below this share of its width is not split.
    static let smallestShare = 0.02

    /// Where a line goes that is not split: here the simulator and a refinement differ.
    enum Unsplit {
        /// It stays where it is, so that a line without visible asymmetry lies at the angle of its reflection.
        case stays
        /// It goes where the mean of its parts would be, so that no position jumps when a line comes to be split: what is
        /// minimized is then continuous in the divergence.
        case goesToMean
    }

    /// A part of a line.
    struct Part {
        /// Its shift over the largest one, t².
        let squaredPlace: Double
        /// Its share in the line.
        let weight: Double
    }

    /// What becomes of a line.
    struct Split {
        /// S.
        let divergence: Double
        /// tan 2θ.
        let tangent: Double
        /// The largest shift δ, in degrees.
        let largestShift: Double
        /// The parts, one for a line that is not split.
        let parts: [Part]

        /// How it changes.
        var shiftSlopes: ShiftSlopes { ShiftSlopes(divergence: divergence, tangent: tangent) }

        /// Hands over the parts of a line.
        @inline(__always)
        func forEachPart(of line: Line, _ body: (Line) -> Void) {
            for part in parts { body(line.moved(by: -largestShift * part.squaredPlace, share: part.weight)) }
        }
    }

    /// Splits a line, or puts it where one goes that is not split.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - tangent: The tangent of its angle 2θ; it is computed where it is left out.
    ///   - divergence: S, a fraction.
    ///   - unsplit: Where a line goes that is not split.
    /// - Returns: What becomes of it.
    @inline(__always)
    static func split(_ line: Line, tangent: Double? = nil, divergence: Double, unsplit: Unsplit) -> Split {
        let tangent = tangent ?? tan(line.position * .pi / 180)
        let largest = largestShift(divergence: divergence, tangent: tangent)
        func split(_ parts: [Part]) -> Split {
            Split(divergence: divergence, tangent: tangent, largestShift: largest, parts: parts)
        }
        guard abs(largest) > smallestShare * line.shape.width else {
            switch unsplit {
            case .stays: return split(whole)
            case .goesToMean: return split(mean)
            }
        }
        return split(partsOfSplit)
    }

    /// The largest shift δ of a line, at h = 2S; negative above 90 degrees, where lines lean the other way.
    ///
    /// - Parameters:
    ///   - divergence: S, a fraction.
    ///   - twoTheta: The line's angle 2θ, in radians.
    /// - Returns: The shift, in degrees.
    @inline(__always)
    static func largestShift(divergence: Double, twoTheta: Double) -> Double {
        largestShift(divergence: divergence, tangent: tan(twoTheta))
    }

    @inline(__always)
    private static func largestShift(divergence: Double, tangent: Double) -> Double {
        2 * divergence * divergence / tangent * 180 / .pi
    }

    /// How the largest shift of a line changes with its angle and with the divergence.
    struct ShiftSlopes {
        /// ∂δ/∂2θ, a pure number.
        let perAngle: Double
        /// ∂δ/∂(S²), in degrees.
        let perSquare: Double

        /// Differentiates ``AxialDivergence/largestShift(divergence:twoTheta:)``, with 1/sin² = 1 + 1/tan².
        @inline(__always)
        init(divergence: Double, tangent: Double) {
            perAngle = -2 * divergence * divergence * (1 + 1 / (tangent * tangent))
            perSquare = largestShift(divergence: 1, tangent: tangent)
        }
    }
}
