import NumericalMethods
import Testing
import Unmixing

@Suite("Endmember bundles") struct EndmemberBundlesTests {
    private static let seed = Seed(experiment: "bundles", base: 1)

    /// Pixels of three classes, each of which has two spectra, of which a pixel has one.
    private struct VariedScene {
        /// Class by class, the first spectrum and the second.
        let variants: [[[Double]]]
        let spectra: Matrix<Float>
        let abundances: Matrix<Double>

        /// Of each spectrum ten pixels are pure; all others are mixtures.
        init(pixels: Int = 600, bands: Int = 40, seed: UInt64 = 1) {
            var stream = Seed(experiment: "varied scene", base: seed).stream()
            let variants = (0..<3).map { _ in
                let common = (0..<bands).map { _ in 0.2 + stream.uniform() }
                return (0..<2).map { _ in common.map { $0 + 0.15 * stream.uniform() } }
            }
            var (spectra, abundances) = ([Float](), [Double]())
            for pixel in 0..<pixels {
                let (index, variant) = (pixel % 3, pixel / 3 % 2)
                let shares = pixel < 60 ? (0..<3).map { $0 == index ? 1 : 0 } : stream.dirichlet([1, 1, 1])
                let chosen = (0..<3).map { pixel < 60 ? variant : ($0 + stream.integer(below: 2)) % 2 }
                spectra += (0..<bands).map { band in
                    Float((0..<3).reduce(0) { $0 + shares[$1] * variants[$1][chosen[$1]][band] })
                }
                abundances += shares
            }
            self.variants = variants
            self.spectra = Matrix(rows: pixels, columns: bands, elements: spectra)
            self.abundances = Matrix(rows: pixels, columns: 3, elements: abundances)
        }

        /// The largest error of abundances.
        func largestError(_ found: Matrix<Double>) -> Double {
            zip(found.elements, abundances.elements).reduce(0) { max($0, abs($1.0 - $1.1)) }
        }
    }

    @Test("of known mixtures of two spectra a class give the abundances, which one spectrum a class does not")
    func recovered() throws {
        let scene = VariedScene()
        let bundles = try EndmemberBundles(
            pureIn: scene.spectra, abundances: scene.abundances, purity: 0.999, size: 2, seed: Self.seed)
        #expect(bundles.classes == [0, 0, 1, 1, 2, 2] && bundles.classCount == 3)
        for (row, index) in bundles.classes.enumerated() {
            #expect(
                scene.variants[index].contains { variant in
                    zip(variant, bundles.spectra.row(row)).allSatisfy { abs($0 - $1) <= 1e-6 }
                })
        }
        let solution = try SUnSAL(endmembers: bundles.spectra).abundances(of: scene.spectra)
        #expect(scene.largestError(bundles.summed(solution.abundances)) <= 1e-4)

        let single = try EndmemberBundles(
            pureIn: scene.spectra, abundances: scene.abundances, purity: 0.999, size: 1, seed: Self.seed)
        #expect(single.spectra == single.means() && single.classes == [0, 1, 2])
        let plain = try SUnSAL(endmembers: single.spectra).abundances(of: scene.spectra)
        #expect(scene.largestError(single.summed(plain.abundances)) > 0.02)
    }

    @Test("found in the image hold the spectra of its classes, and give the abundances")
    func found() throws {
        let scene = VariedScene()
        let bundles = try EndmemberBundles(
            foundIn: scene.spectra, classes: 3, subsets: 12, share: 0.5, seed: Self.seed)
        #expect(bundles.spectra.rows == 36)
        let truth = Matrix(
            rows: 3, columns: 40,
            elements: scene.variants.flatMap { pair in zip(pair[0], pair[1]).map { ($0 + $1) / 2 } })
        let matching = try EndmemberMatching(estimated: bundles.means(), classes: truth)
        #expect(matching.angles.allSatisfy { $0 <= 0.1 } && matching.margin ?? 0 > 0.3)
        let solution = try SUnSAL(endmembers: bundles.spectra).abundances(of: scene.spectra)
        let abundances = matching.arranged(abundances: bundles.summed(solution.abundances))
        let error = zip(abundances.elements, scene.abundances.elements).reduce(0) { $0 + abs($1.0 - $1.1) } / 1800
        #expect(error <= 0.03)
        #expect(
            try EndmemberBundles(foundIn: scene.spectra, classes: 3, subsets: 12, share: 0.5, seed: Self.seed)
                == bundles)
        #expect(
            try EndmemberBundles(
                foundIn: scene.spectra, classes: 3, subsets: 12, share: 0.5, seed: Self.seed.derived("other", 0))
                != bundles)
    }

    @Test("that fit pixels of known abundances are the endmembers, and no other ones fit better")
    func fitted() throws {
        let problem = UnmixingProblem.random(classes: 4, bands: 20, noise: 0, seed: 5)
        let abundances = try SUnSAL(endmembers: problem.endmembers).abundances(of: problem.spectra).abundances
        let exact = try EndmemberBundles(fitting: problem.spectra, abundances: abundances)
        #expect(exact.classes == [0, 1, 2, 3])
        #expect(zip(exact.spectra.elements, problem.endmembers.elements).allSatisfy { abs($0 - $1) <= 1e-5 })

        // With values below zero in the image, some of the endmembers are zero: Aᵀ(A E - Y) is zero where E is not, and
        // nowhere negative.
        var spectra = problem.spectra
        for pixel in 0..<spectra.rows { spectra[pixel, 3] -= 0.4 }
        let fitted = try EndmemberBundles(fitting: spectra, abundances: abundances).spectra
        #expect(fitted.elements.contains(0) && fitted.elements.allSatisfy { $0 >= 0 })
        for band in 0..<20 {
            let rest = (0..<spectra.rows).map { pixel in
                (0..<4).reduce(-Double(spectra[pixel, band])) { $0 + abundances[pixel, $1] * fitted[$1, band] }
            }
            for index in 0..<4 {
                let slope = (0..<spectra.rows).reduce(0) { $0 + abundances[$1, index] * rest[$1] }
                #expect(fitted[index, band] > 0 ? abs(slope) <= 1e-9 : slope >= -1e-9)
            }
        }
    }

    @Test("of a class without pure pixels are its purest one")
    func purest() throws {
        let spectra = Matrix<Float>(rows: 4, columns: 2, elements: [1, 2, 3, 4, 5, 6, 7, 8])
        let abundances = Matrix(rows: 4, columns: 2, elements: [0.95, 0.05, 0.9, 0.1, 0.4, 0.6, 0.4, 0.6])
        let bundles = try EndmemberBundles(
            pureIn: spectra, abundances: abundances, purity: 0.9, size: 3, seed: Self.seed)
        #expect(bundles.classes == [0, 0, 1])
        #expect(bundles.spectra.elements == [1, 2, 3, 4, 5, 6])
        #expect(bundles.means().elements == [2, 3, 5, 6])
        let sums = bundles.summed(Matrix(rows: 1, columns: 3, elements: [0.25, 0.5, 0.25]))
        #expect(sums.elements == [0.75, 0.25])
    }

    @Test("are refused where there are none")
    func refused() throws {
        let broken = Matrix<Float>(rows: 1, columns: 2, elements: [1, .nan])
        let abundances = Matrix(rows: 1, columns: 2, repeating: 0.5)
        #expect(throws: UnsuitableSpectra.self) { try EndmemberBundles(fitting: broken, abundances: abundances) }
        #expect(throws: UnsuitableSpectra.self) {
            try EndmemberBundles(pureIn: broken, abundances: abundances, purity: 1, size: 1, seed: Self.seed)
        }
        // Subsets of two pixels hold no three endmembers.
        #expect(throws: UnsuitableSpectra.self) {
            try EndmemberBundles(
                foundIn: VariedScene().spectra, classes: 3, subsets: 2, share: 2.0 / 600, seed: Self.seed)
        }
    }
}
