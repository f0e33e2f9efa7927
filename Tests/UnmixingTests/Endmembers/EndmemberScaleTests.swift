import NumericalMethods
import Testing
import Unmixing

@Suite("Scale of endmembers")
struct EndmemberScaleTests {
    private static let endmembers = fixtureMixtures(size: ImageSize(rows: 1, columns: 1), bands: 20, classes: 3)
        .endmembers

    /// Mixtures without noise.
    private static let (spectra, abundances) = {
        var stream = Seed(experiment: "scales", base: 0).stream()
        let abundances = Matrix(
            rows: 300, columns: 3, elements: (0..<300).flatMap { _ in stream.dirichlet([1, 1, 1]) })
        let mixed = (0..<300).flatMap { pixel in
            (0..<20).map { band in Float((0..<3).reduce(0) { $0 + abundances[pixel, $1] * endmembers[$1, band] }) }
        }
        return (Matrix(rows: 300, columns: 20, elements: mixed), abundances)
    }()

    private static let scales = [0.4, 25, 3.0]

    /// The endmembers, each divided by a scale that is to be found.
    private static func divided(by scales: [Double]) -> Matrix<Double> {
        var endmembers = endmembers
        for index in 0..<endmembers.rows {
            for band in 0..<endmembers.columns { endmembers[index, band] /= scales[index] }
        }
        return endmembers
    }

    private static func isClose(_ found: [Double], _ expected: [Double]) -> Bool {
        zip(found, expected).allSatisfy { abs($0 / $1 - 1) <= 1e-4 }
    }

    @Test("the scale of each endmember comes back, from known abundances and from none")
    func each() throws {
        let endmembers = Self.divided(by: Self.scales)
        let spectra = Self.spectra
        let known = try #require(
            EndmemberScale(of: spectra, abundances: Self.abundances, endmembers: endmembers))
        #expect(Self.isClose(known.each, Self.scales), "\(known)")
        let found = try #require(try EndmemberScale(fitting: endmembers, to: spectra))
        #expect(Self.isClose(found.each, Self.scales), "\(found)")
        #expect(known.differs && found.differs)
        #expect(found.apply(to: endmembers, forEach: true)[1, 2] / Self.endmembers[1, 2] - 1 <= 1e-4)
    }

    @Test("one scale of all is that of each, and endmembers on the image's scale are near one")
    func overall() throws {
        let spectra = Self.spectra
        for scale in [1, 5367.0] {
            let endmembers = Self.divided(by: [scale, scale, scale])
            for found in [
                EndmemberScale(of: spectra, abundances: Self.abundances, endmembers: endmembers),
                try EndmemberScale(fitting: endmembers, to: spectra),
            ] {
                let found = try #require(found)
                #expect(Self.isClose([found.overall] + found.each, Array(repeating: scale, count: 4)))
                #expect(found.isNearOne == (scale == 1) && !found.differs)
            }
        }
    }

    @Test("the overall scale is the s that minimizes ‖Y - s A E‖², as trials around it show")
    func minimum() throws {
        let endmembers = Self.divided(by: Self.scales)
        let (spectra, abundances) = (Self.spectra, Self.abundances)
        let best = try #require(EndmemberScale(of: spectra, abundances: abundances, endmembers: endmembers)).overall
        func residual(_ scale: Double) -> Double {
            var scaled = endmembers
            scaled.elements = scaled.elements.map { $0 * scale }
            return Reconstruction(of: spectra, abundances: abundances, endmembers: scaled).relativeResidual
        }
        #expect(residual(best) < residual(1.001 * best) && residual(best) < residual(0.999 * best))
    }

    @Test("an endmember that no pixel has gets the scale of all, and an image of nothing has none")
    func absent() throws {
        let endmembers = Self.endmembers
        let pure = Matrix(
            rows: 4, columns: 20, elements: (0..<4).flatMap { _ in endmembers.row(0).map { Float(2 * $0) } })
        let found = try #require(try EndmemberScale(fitting: endmembers, to: pure))
        #expect(Self.isClose([found.overall, found.each[0]], [2, 2]) && found.each[1] == found.overall)
        let nothing = Matrix(rows: 4, columns: 20, repeating: Float(0))
        #expect(try EndmemberScale(fitting: endmembers, to: nothing) == nil)
    }
}
