import Foundation
public import NumericalMethods

/// Which of the estimated endmembers stands for which class, one to one, by the angles between their spectra.
///
/// The sum of the spectral angles is the least that any one-to-one matching has. So no estimate can stand for two classes, as
/// it can where each class takes the estimate nearest to it. The same permutation serves spectra and abundances.
public struct EndmemberMatching: Sendable, Equatable {
    /// The estimate that stands for each class: class k is estimate `permutation[k]`.
    public let permutation: [Int]
    /// The angle between each class's spectrum and that of its estimate, in radians.
    public let angles: [Double]
    /// The sum of the angles in radians.
    public let cost: Double
    /// How much larger the sum is for the best of all other matchings, in radians.
    ///
    /// Near zero the matching is arbitrary. Nothing where there is only one class.
    public let margin: Double?

    /// Matches estimated spectra with those of the classes.
    ///
    /// - Parameters:
    ///   - estimated: The estimates, endmembers x bands, in any unit: angles do not depend on it.
    ///   - classes: The spectra of the classes, as many, with as many bands.
    /// - Throws: ``UnsuitableSpectra`` where a spectrum is zero, or has a value that is not finite.
    public init(estimated: Matrix<Double>, classes: Matrix<Double>) throws(UnsuitableSpectra) {
        precondition(
            estimated.rows == classes.rows && estimated.columns == classes.columns,
            "\(estimated.rows) x \(estimated.columns) estimates for \(classes.rows) x \(classes.columns) endmembers")
        let estimates = try unitSpectra(estimated, called: "estimated endmember")
        let truths = try unitSpectra(classes, called: "endmember of class")
        let costs = Matrix(
            rows: truths.count, columns: truths.count,
            elements: truths.flatMap { truth in estimates.map { angle(between: truth, and: $0) } })
        let assignment = LinearAssignment(minimizing: costs)
        permutation = assignment.columns
        angles = assignment.columns.indices.map { costs[$0, assignment.columns[$0]] }
        cost = assignment.cost
        margin = assignment.margin(costs: costs)
    }

    /// Estimated spectra, endmembers x bands, in the order of the classes.
    public func arranged(endmembers: Matrix<Double>) -> Matrix<Double> {
        precondition(endmembers.rows == permutation.count, "\(endmembers.rows) rows for \(permutation.count) classes")
        return endmembers.selectingRows(permutation)
    }

    /// Estimated abundances, pixels x endmembers, with the columns in the order of the classes.
    public func arranged(abundances: Matrix<Double>) -> Matrix<Double> {
        precondition(
            abundances.columns == permutation.count, "\(abundances.columns) columns for \(permutation.count) classes")
        var arranged = abundances
        for pixel in 0..<abundances.rows {
            for (index, estimate) in permutation.enumerated() { arranged[pixel, index] = abundances[pixel, estimate] }
        }
        return arranged
    }
}

/// The spectra scaled to length one.
private func unitSpectra(_ spectra: Matrix<Double>, called name: String) throws(UnsuitableSpectra) -> [[Double]] {
    var units: [[Double]] = []
    for index in 0..<spectra.rows {
        let spectrum = Array(spectra.row(index))
        // Divided by the largest value first, so that no square overflows or vanishes.
        let largest = spectrum.reduce(0) { max($0, abs($1)) }
        guard spectrum.allSatisfy(\.isFinite) else {
            throw UnsuitableSpectra(reason: "the spectrum of \(name) \(index) has a value that is not a finite number")
        }
        guard largest > 0 else {
            throw UnsuitableSpectra(reason: "the spectrum of \(name) \(index) is zero, and has no angle to any other")
        }
        let scaled = spectrum.map { $0 / largest }
        let length = dot(scaled, scaled).squareRoot()
        units.append(scaled.map { $0 / length })
    }
    return units
}

/// The angle between two vectors of length one, in radians.
///
/// 2 atan2(‖x - y‖, ‖x + y‖) keeps its digits at small angles, where the arc cosine of x · y loses half of them
/// (W. Kahan, *How Futile are Mindless Assessments of Roundoff in Floating-Point Computation?*, 2006, section 12).
private func angle(between x: [Double], and y: [Double]) -> Double {
    var (difference, sum) = (0.0, 0.0)
    for index in x.indices {
        difference += (x[index] - y[index]) * (x[index] - y[index])
        sum += (x[index] + y[index]) * (x[index] + y[index])
    }
    return 2 * atan2(difference.squareRoot(), sum.squareRoot())
}
