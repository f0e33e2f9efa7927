import Foundation
import HyperspectralField
import NumericalMethods
import ScientificFormats
import TestSupport
import Testing
import Unmixing

@Suite("Unmixing images larger than memory")
struct StreamedUnmixingTests {
    private static let seed = Seed(experiment: "larger than memory", base: 0)

    /// Mixtures of three spectra in an image of three blocks, of which some pixels are missing.
    private static func write(to path: String) throws {
        var stream = seed.stream()
        let pure = (0..<3 * 5).map { _ in 0.1 + stream.uniform() }
        var values: [Float] = []
        for pixel in 0..<250 * 200 {
            let shares = stream.dirichlet([0.4, 0.4, 0.4])
            for band in 0..<5 {
                let mixed = (0..<3).reduce(0) { $0 + shares[$1] * pure[$1 * 5 + band] }
                values.append(pixel % 613 == 612 ? .nan : Float(mixed + 0.005 * stream.normal()))
            }
        }
        try ENVIImage(rows: 250, columns: 200, bands: 5, values: values).write(headerPath: path)
    }

    @Test("block by block, all methods give the bits that they give for the image in one piece")
    func sameBits() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/image.hdr"
        try Self.write(to: path)
        let streamed = try ImageFile(path: path, memory: ImageFile.Memory(kept: 0, block: 0))
        let image = try ImageFile(path: path).image()
        var (unpolished, shallow, deep) = (SUnSAL.Recipe(), HyperAE.Recipe(), UnDIP.Recipe())
        unpolished.isPolished = false
        (shallow.depth, shallow.epochs, shallow.silentPixels) = (.shallow, 1, .leastSquares)
        (deep.steps, deep.width) = (1, 8)
        let recipes = [
            UnmixingRecipe(SUnSALMethod(), endmembers: .simplexVolume, normalization: .divideByMaximum),
            UnmixingRecipe(SUnSALMethod(unpolished), endmembers: .vertexComponentAnalysis),
            UnmixingRecipe(HyperAEMethod(shallow)),
            UnmixingRecipe(UnDIPMethod(deep), endmembers: .simplexVolume),
        ]
        for recipe in recipes {
            let whole = try recipe.unmix(image, classes: 3, seed: Self.seed)
            var elements: [Double] = []
            let parts = try recipe.unmix(streamed.spectra, at: streamed.raster, classes: 3, seed: Self.seed) {
                elements += $0.elements
            }
            let expected = try #require(whole.result.abundances)
            let present = try #require(streamed.raster.presentPixels())
            #expect(elements == present.flatMap { expected.row($0) }, "\(recipe.method.card.name)")
            #expect(parts.isComplete && parts.result.endmembers == whole.result.endmembers)
            #expect(parts.relativeResidual == whole.relativeResidual && parts.meanAngle == whole.meanAngle)
            #expect(parts.pixels == whole.pixels && parts.remarks == whole.remarks)
            #expect(parts.result.silentPixels == whole.result.silentPixels)
        }
    }
}
