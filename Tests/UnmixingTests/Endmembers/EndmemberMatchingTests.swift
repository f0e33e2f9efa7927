import Foundation
import NumericalMethods
import Testing
import Unmixing

@Suite("Matching of endmembers")
struct EndmemberMatchingTests {
    /// Vectors of the plane at given angles, in degrees.
    private func vectors(_ degrees: [Double], lengths: [Double]? = nil) -> Matrix<Double> {
        Matrix(
            rows: degrees.count, columns: 2,
            elements: degrees.enumerated().flatMap { index, degree in
                let length = lengths?[index] ?? 1
                return [length * cos(degree * .pi / 180), length * sin(degree * .pi / 180)]
            })
    }

    @Test("permutation, angles, cost and margin of a case worked by hand, whatever the scales")
    func byHand() throws {
        // Classes at 10, 40 and 80 degrees; estimates at 78, 15 and 41, of any length.
        let matching = try EndmemberMatching(
            estimated: vectors([78, 15, 41], lengths: [5000, 1e-200, 0.3]), classes: vectors([10, 40, 80]))
        #expect(matching.permutation == [1, 2, 0])
        for (angle, degrees) in zip(matching.angles, [5.0, 1, 2]) {
            #expect(abs(angle - degrees * .pi / 180) <= 1e-14)
        }
        #expect(abs(matching.cost - 8 * .pi / 180) <= 1e-14)
        // Exchanging the first two costs 31 + 25 + 2 degrees.
        #expect(abs(try #require(matching.margin) - 50 * .pi / 180) <= 1e-14)
    }

    @Test("an estimate that is nearest to two classes stands for one of them")
    func oneToOne() throws {
        // Both classes are nearest to the estimate at 20 degrees.
        let matching = try EndmemberMatching(estimated: vectors([20, 60]), classes: vectors([10, 25]))
        #expect(matching.permutation == [0, 1])
        #expect(abs(matching.cost - 45 * .pi / 180) <= 1e-14)
        #expect(abs(try #require(matching.margin) - 10 * .pi / 180) <= 1e-14)
    }

    @Test("small angles keep their digits")
    func smallAngles() throws {
        let classes = Matrix<Double>(rows: 1, columns: 2, elements: [1, 0])
        let matching = try EndmemberMatching(
            estimated: Matrix(rows: 1, columns: 2, elements: [1, 1e-10]), classes: classes)
        #expect(abs(matching.cost - 1e-10) <= 1e-20)
        #expect(matching.margin == nil)
        #expect(try EndmemberMatching(estimated: classes, classes: classes).cost == 0)
    }

    @Test("the same permutation arranges spectra and abundances")
    func arranged() throws {
        let estimated = vectors([78, 15, 41])
        let matching = try EndmemberMatching(estimated: estimated, classes: vectors([10, 40, 80]))
        let endmembers = matching.arranged(endmembers: estimated)
        let abundances = matching.arranged(
            abundances: Matrix(rows: 2, columns: 3, elements: [0.7, 0.1, 0.2, 0, 0.4, 0.6]))
        #expect(endmembers == vectors([15, 41, 78]))
        #expect(abundances.elements == [0.1, 0.2, 0.7, 0.4, 0.6, 0])
        // The mixtures stay what they were.
        for band in 0..<2 {
            let before = 0.7 * estimated[0, band] + 0.1 * estimated[1, band] + 0.2 * estimated[2, band]
            let after = (0..<3).reduce(0) { $0 + abundances[0, $1] * endmembers[$1, band] }
            #expect(abs(before - after) <= 1e-15)
        }
    }

    @Test("a spectrum without direction is refused, and named")
    func refused() {
        let good = vectors([10, 40])
        let cases: [(Matrix<Double>, Matrix<Double>, String)] = [
            (
                Matrix(rows: 2, columns: 2, elements: [1, 2, 0, 0]), good,
                "the spectrum of estimated endmember 1 is zero, and has no angle to any other"
            ),
            (
                good, Matrix(rows: 2, columns: 2, elements: [1, .nan, 1, 0]),
                "the spectrum of endmember of class 0 has a value that is not a finite number"
            ),
            (
                Matrix(rows: 2, columns: 2, elements: [1, 2, .infinity, 0]), good,
                "the spectrum of estimated endmember 1 has a value that is not a finite number"
            ),
        ]
        for (estimated, classes, reason) in cases {
            #expect(throws: UnsuitableSpectra(reason: reason)) {
                try EndmemberMatching(estimated: estimated, classes: classes)
            }
        }
    }
}
