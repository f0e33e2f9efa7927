import NumericalMethods
import Testing
import Unmixing

@Suite("Simplex volume maximization")
struct SimplexVolumeMaximizationTests {
    /// The square of a simplex's volume, up to a factor: the determinant of Cayley and Menger, by elimination.
    private func cayleyMenger(_ spectra: Matrix<Float>, _ pixels: [Int]) -> Double {
        let size = pixels.count + 1
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
        for row in 0..<pixels.count {
            matrix[row][size - 1] = 1
            matrix[size - 1][row] = 1
            for column in 0..<pixels.count {
                matrix[row][column] = zip(spectra.row(pixels[row]), spectra.row(pixels[column])).reduce(0) {
                    $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
                }
            }
        }
        var determinant = 1.0
        for pivot in 0..<size {
            let best = (pivot..<size).max { abs(matrix[$0][pivot]) < abs(matrix[$1][pivot]) } ?? pivot
            if best != pivot { determinant = -determinant }
            matrix.swapAt(best, pivot)
            determinant *= matrix[pivot][pivot]
            guard matrix[pivot][pivot] != 0 else { return 0 }
            for row in pivot + 1..<size {
                let factor = matrix[row][pivot] / matrix[pivot][pivot]
                for column in pivot..<size { matrix[row][column] -= factor * matrix[pivot][column] }
            }
        }
        return abs(determinant)
    }

    @Test("every pixel is the one that makes the largest simplex, by determinants of distances", arguments: 2...6)
    func determinants(count: Int) throws {
        let scene = PureScene(classes: 7, pixels: 150, noise: 0.05, seed: UInt64(count))
        let found = try SimplexVolumeMaximization(count: count).endmembers(in: scene.spectra)
        let lengths = (0..<150).map { pixel in
            scene.spectra.row(pixel).reduce(0) { $0 + Double($1) * Double($1) }
        }
        #expect(lengths[found.pixels[0]] == lengths.max())
        for step in 1..<count {
            let before = Array(found.pixels.prefix(step))
            let volumes = (0..<150).map { before.contains($0) ? 0 : cayleyMenger(scene.spectra, before + [$0]) }
            #expect(volumes.firstIndex(of: volumes.max() ?? 0) == found.pixels[step], "vertex \(step)")
        }
        #expect(found.spectra.elements == found.pixels.flatMap { scene.spectra.row($0).map(Double.init) })
    }

    @Test("without noise it finds the pure pixels", arguments: 2...8)
    func pure(classes: Int) throws {
        let scene = PureScene(classes: classes, seed: UInt64(classes))
        let found = try SimplexVolumeMaximization(count: classes).endmembers(in: scene.spectra)
        #expect(Set(found.pixels) == Set(scene.pure))
    }

    @Test("a square and its middle, worked by hand")
    func byHand() throws {
        let corners = Matrix<Float>(rows: 5, columns: 2, elements: [0, 0, 1, 0, 0, 1, 3, 3, 0.5, 0.5])
        let found = try SimplexVolumeMaximization(count: 2).endmembers(in: corners)
        #expect(found.pixels == [3, 0])
        #expect(found.spectra.elements == [3, 3, 0, 0])
    }

    @Test("what spans no simplex is refused")
    func refused() {
        func reason(_ count: Int, _ spectra: Matrix<Float>) -> String? {
            do {
                _ = try SimplexVolumeMaximization(count: count).endmembers(in: spectra)
                return nil
            } catch {
                return (error as? UnsuitableSpectra)?.reason ?? "\(error)"
            }
        }
        let line = Matrix<Float>(rows: 4, columns: 3, elements: [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4])
        #expect(reason(2, line) == nil)
        #expect(reason(3, line) == "3 endmembers were asked for, but the pixels are mixtures of only 2")
        let flat = Matrix<Float>(rows: 3, columns: 3, repeating: 7)
        #expect(reason(2, flat) == "2 endmembers were asked for, but the pixels are mixtures of only 1")
        #expect(
            reason(1, Matrix(rows: 3, columns: 3, repeating: 0))
                == "1 endmembers were asked for, but the pixels are mixtures of only 0")
        let few = "5 endmembers from 4 pixels of 3 bands: there must be at least one, and not more than pixels or bands"
        #expect(reason(5, line) == few)
        var broken = line
        broken[2, 1] = .nan
        #expect(reason(2, broken) == "the spectrum of pixel 2 holds nan in band 1")
    }
}
