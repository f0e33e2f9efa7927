import HyperspectralField
import NumericalMethods
import Testing
import Unmixing

/// Mixtures of three spectra, with a pure pixel of each: what every method can take apart.
private enum Mixtures {
    static let size = ImageSize(rows: 5, columns: 7)
    static let endmembers = Matrix(
        rows: 3, columns: 6,
        elements: [[0.9, 0.1, 0.2, 0.4, 0.1, 0.3], [0.1, 0.8, 0.3, 0.1, 0.2, 0.5], [0.2, 0.2, 0.9, 0.7, 0.6, 0.1]]
            .flatMap(\.self))
    static let purePixels = [4, 17, 30]

    static let abundances = {
        var stream = Seed(experiment: "mixtures", base: 0).stream()
        var abundances = Matrix(
            rows: size.pixels, columns: 3,
            elements: (0..<size.pixels).flatMap { _ in stream.dirichlet([1, 1, 1]) })
        for (index, pixel) in purePixels.enumerated() {
            for other in 0..<3 { abundances[pixel, other] = other == index ? 1 : 0 }
        }
        return abundances
    }()

    static func image(scale: Double = 1) -> HyperspectralImage {
        var spectra = Matrix(rows: size.pixels, columns: 6, repeating: Float(0))
        for pixel in 0..<size.pixels {
            for band in 0..<6 {
                let value = (0..<3).reduce(0) { $0 + abundances[pixel, $1] * endmembers[$1, band] }
                spectra[pixel, band] = Float(scale * value)
            }
        }
        return HyperspectralImage(size: size, spectra: spectra)
    }

    static let given = GivenEndmembers(spectra: endmembers, origin: "the test")

    /// The largest distance of abundances from the true ones, for endmembers in the order of a permutation.
    static func error(_ found: Matrix<Double>?, permutation: [Int] = [0, 1, 2]) -> Double {
        guard let found else { return .infinity }
        return (0..<size.pixels).reduce(0) { largest, pixel in
            (0..<3).reduce(largest) { max($0, abs(found[pixel, permutation[$1]] - abundances[pixel, $1])) }
        }
    }
}

@Suite("Recipes that unmix images")
struct UnmixingRecipeTests {
    private let seed = Seed(experiment: "unmixing", base: 3)

    @Test("given endmembers give the true abundances, and nothing is left unexplained")
    func given() throws {
        let unmixed = try UnmixingRecipe(SUnSALMethod(), endmembers: .given).unmix(
            Mixtures.image(), classes: 3, given: Mixtures.given, seed: seed)
        #expect(Mixtures.error(unmixed.result.abundances) <= 1e-6)
        #expect(try #require(unmixed.relativeResidual) <= 1e-6)
        #expect(unmixed.pixels == nil)
        #expect(unmixed.remarks == ["endmembers of the test", "spectra as they are"])
    }

    @Test("both searches find the pure pixels", arguments: [EndmemberSource.vertexComponentAnalysis, .simplexVolume])
    func found(source: EndmemberSource) throws {
        let unmixed = try UnmixingRecipe(SUnSALMethod(), endmembers: source).unmix(
            Mixtures.image(scale: 3000), classes: 3, seed: seed)
        let pixels = try #require(unmixed.pixels)
        #expect(Set(pixels) == Set(Mixtures.purePixels))
        let permutation = try Mixtures.purePixels.map { pixel in try #require(pixels.firstIndex(of: pixel)) }
        #expect(Mixtures.error(unmixed.result.abundances, permutation: permutation) <= 1e-5)
        #expect(unmixed.remarks[0].hasPrefix("endmembers found in the image by "))
    }

    @Test("an image of another scale is brought to that of the endmembers")
    func normalizations() throws {
        let largest = Double(try #require(Mixtures.image().spectra.elements.max()))
        func error(_ normalization: Normalization, imageScale: Double, endmemberScale: Double = 1) throws -> Double {
            var spectra = Mixtures.endmembers
            spectra.elements = spectra.elements.map { $0 * endmemberScale }
            return Mixtures.error(
                try UnmixingRecipe(SUnSALMethod(), endmembers: .given, normalization: normalization).unmix(
                    Mixtures.image(scale: imageScale), classes: 3,
                    given: GivenEndmembers(spectra: spectra, origin: "the test"), seed: seed
                ).result.abundances)
        }
        #expect(try error(.divideBy(5000), imageScale: 5000) <= 1e-6)
        #expect(try error(.divideByMaximum, imageScale: 77, endmemberScale: 1 / largest) <= 1e-6)
        #expect(try error(.unscaled, imageScale: 2) > 0.1)
        // Pure pixels stay pure in spectra of length one; mixtures change.
        let unit = try UnmixingRecipe(SUnSALMethod(), endmembers: .given, normalization: .unitLength).unmix(
            Mixtures.image(scale: 77), classes: 3, given: Mixtures.given, seed: seed)
        let abundances = try #require(unit.result.abundances)
        for (index, pixel) in Mixtures.purePixels.enumerated() { #expect(abundances[pixel, index] > 1 - 1e-6) }
        #expect(unit.remarks[1] == "spectra scaled to length one")
    }

    @Test("endmembers on other scales are noticed, and brought to the image's")
    func scales() throws {
        func unmixed(_ scales: [Double], _ normalization: Normalization = .unscaled) throws -> UnmixedImage {
            var spectra = Mixtures.endmembers
            for index in 0..<3 {
                for band in 0..<6 { spectra[index, band] *= scales[index] }
            }
            return try UnmixingRecipe(SUnSALMethod(), endmembers: .given, normalization: normalization).unmix(
                Mixtures.image(), classes: 3,
                given: GivenEndmembers(spectra: spectra, origin: "the test", names: ["sand", "silt", "clay"]),
                seed: seed)
        }
        #expect(try unmixed([1, 1, 1]).remarks.count == 2)
        let all = try unmixed([4, 4, 4])
        #expect(all.remarks[2] == "endmembers fit the image at 0.25 times their scale")
        #expect(Mixtures.error(all.result.abundances) > 0.1)
        let one = try unmixed([4, 4, 4], .fit)
        #expect(Mixtures.error(one.result.abundances) <= 1e-5)
        #expect(one.remarks[2] == "endmembers multiplied by 0.25 to fit the image")

        let peaks = [0.5, 1, 4.0]
        #expect(
            try unmixed(peaks).remarks[2].hasSuffix(
                " times their scale, which differs: 2 (sand), 1 (silt), 0.25 (clay)"))
        #expect(try Mixtures.error(unmixed(peaks, .fit).result.abundances) > 0.1)
        let each = try unmixed(peaks, .fitEach)
        #expect(Mixtures.error(each.result.abundances) <= 1e-5)
        #expect(each.remarks[2] == "endmembers multiplied by 2 (sand), 1 (silt), 0.25 (clay) to fit the image")
        #expect(
            each.result.endmembers.elements.indices.allSatisfy {
                abs(each.result.endmembers.elements[$0] - Mixtures.endmembers.elements[$0]) <= 1e-5
            })
        // What is free to sum to anything needs no scale.
        var recipe = SUnSAL.Recipe()
        recipe.constraints = .positivity
        let free = try UnmixingRecipe(SUnSALMethod(recipe), endmembers: .given).unmix(
            Mixtures.image(scale: 9), classes: 3, given: Mixtures.given, seed: seed)
        #expect(free.scale == nil && free.remarks.count == 2)
    }

    @Test("remarks say the number that divides, without digits that mean nothing")
    func remarks() throws {
        func remark(_ normalization: Normalization, _ values: [Float]) throws -> String {
            let image = HyperspectralImage(
                size: ImageSize(rows: 1, columns: values.count),
                spectra: Matrix(rows: values.count, columns: 1, elements: values))
            return try UnmixingRecipe(SUnSALMethod(), endmembers: .given, normalization: normalization).unmix(
                image, classes: 1,
                given: GivenEndmembers(spectra: Matrix(rows: 1, columns: 1, repeating: 1), origin: "the test"),
                seed: seed
            ).remarks[1]
        }
        #expect(try remark(.divideBy(5000), [1]) == "spectra divided by 5000")
        #expect(
            try remark(.divideByMaximum, [0.1, 0.66203344]) == "spectra divided by 0.662033, the image's largest value")
        #expect(try remark(.divideByMaximum, [-1, 0]) == "spectra as they are, as none is positive")
        // Where the values were scaled as they were read, they are not as they are.
        for normalization in [Normalization.unscaled, .divideByMaximum] {
            let spectra = Matrix<Float>(rows: 1, columns: 1, elements: [-1])
            let text = normalization.remark(normalization.fitted(to: spectra), wereScaled: true)
            #expect(text.hasPrefix("spectra not normalized"))
        }
    }

    @Test("the same seed gives the same bits, whatever the number of threads")
    func reproducible() throws {
        var short = UnDIP.Recipe()
        (short.steps, short.width) = (3, 8)
        let recipes = [
            UnmixingRecipe(SUnSALMethod(), endmembers: .vertexComponentAnalysis),
            UnmixingRecipe(HyperAEMethod().lasting(2)),
            UnmixingRecipe(UnDIPMethod(short), endmembers: .simplexVolume),
        ]
        for recipe in recipes {
            func abundances(workers: Int) throws -> [Double]? {
                try recipe.unmix(Mixtures.image(), classes: 3, seed: seed, monitor: RunMonitor(threads: workers))
                    .result.abundances?.elements
            }
            let first = try #require(try abundances(workers: 1))
            #expect(try abundances(workers: 2) == first)
            #expect(first.allSatisfy { $0 >= -1e-12 && $0 <= 1 + 1e-6 })
        }
    }

    @Test("what cannot be unmixed is told")
    func unsuitable() throws {
        func reason(_ recipe: UnmixingRecipe, _ image: HyperspectralImage, given: GivenEndmembers? = nil) -> String {
            do {
                _ = try recipe.unmix(image, classes: 3, given: given, seed: seed)
                return "nothing"
            } catch {
                return "\(error)"
            }
        }
        let sunsal = UnmixingRecipe(SUnSALMethod(), endmembers: .given)
        let all = [
            sunsal, UnmixingRecipe(HyperAEMethod()), UnmixingRecipe(UnDIPMethod(), endmembers: .given),
        ]
        #expect(reason(sunsal, Mixtures.image()) == "there are no endmembers to unmix with")
        let search = UnmixingRecipe(SUnSALMethod(), endmembers: .vertexComponentAnalysis)
        #expect(throws: UnsuitableSpectra.self) { try search.unmix(Mixtures.image(), classes: 1, seed: seed) }
        let stopped = RunMonitor(isCancelled: { true })
        for recipe in all {
            #expect(throws: CancellationError.self) {
                try recipe.unmix(
                    Mixtures.image(), classes: 3, given: Mixtures.given, seed: seed, monitor: stopped)
            }
        }
        let short = GivenEndmembers(
            spectra: Matrix(rows: 3, columns: 5, repeating: 1), origin: "the test")
        #expect(reason(sunsal, Mixtures.image(), given: short) == "endmembers of 5 bands for an image of 6")
        var spectra = Mixtures.image().spectra
        spectra[8, 2] = .infinity
        let infinite = HyperspectralImage(size: Mixtures.size, spectra: spectra)
        for recipe in all {
            #expect(reason(recipe, infinite, given: Mixtures.given) == "the spectrum of pixel 8 holds inf in band 2")
        }
        let pixel = HyperspectralImage(
            size: ImageSize(rows: 1, columns: 1), spectra: Matrix(rows: 1, columns: 6, repeating: 1))
        #expect(reason(all[1], pixel).contains("one pixel"))
        #expect(reason(all[2], pixel, given: Mixtures.given).contains("1 x 1 pixels"))
    }
}
