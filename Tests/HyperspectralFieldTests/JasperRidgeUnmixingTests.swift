import Foundation
import NumericalMethods
import ProportionInference
import Testing
import Unmixing

private let dataFolder = ProcessInfo.processInfo.environment["PROPORTIONS_DATA"]

@Suite("Unmixing of Jasper Ridge", .enabled(if: dataFolder != nil, "PROPORTIONS_DATA names no folder of data"))
struct JasperRidgeUnmixingTests {
    private func read() throws -> (scene: HyperspectralScene, endmembers: Matrix<Double>) {
        let folder = try #require(dataFolder) + "/hyperspectral"
        let scene = try SceneFiles(image: folder + "/jasperRidge2_R198.mat", truth: folder + "/end4.mat").read(
            shape: SceneShape(
                classes: ["tree", "water", "dirt", "road"], size: ImageSize(rows: 100, columns: 100), bands: 198))
        return (scene, try #require(scene.truth.endmembers))
    }

    @Test("with the true endmembers and the image over its maximum, the whole image gives the published numbers")
    func published() throws {
        var (scene, endmembers) = try read()
        endmembers.elements = endmembers.elements.map { $0 * 5437 }
        let solution = try SUnSAL(endmembers: endmembers).abundances(of: scene.image.spectra)
        #expect(solution.isConverged && solution.dualResidual <= 1e-13)
        let scores = Scores(predictions: solution.abundances, targets: scene.truth.abundances)
        // Table 2 of the paper has 7.8, 7.83 and 51.4 %.
        #expect(abs(scores.rmse - 0.078) <= 0.001)
        #expect(abs(scores.mmae - 0.0783) <= 0.001)
        #expect(abs(scores.rrs - 0.514) <= 0.004)
    }

    @Test("endmembers found in the image match the classes one to one, and serve worse than the true ones")
    func found() throws {
        let (scene, endmembers) = try read()
        let found = try SimplexVolumeMaximization(count: 4).endmembers(in: scene.image.spectra)
        let matching = try EndmemberMatching(estimated: found.spectra, classes: endmembers)
        #expect(Set(matching.permutation) == [0, 1, 2, 3])
        #expect(try #require(matching.margin) > 0.1)
        let solution = try SUnSAL(endmembers: found.spectra).abundances(of: scene.image.spectra)
        let scores = Scores(
            predictions: matching.arranged(abundances: solution.abundances), targets: scene.truth.abundances)
        #expect((0.1...0.3).contains(scores.mmae), "\(scores.mmae)")

        var stream = Seed(experiment: "vertex components", base: 0).stream()
        let result = try VertexComponentAnalysis(count: 4).endmembers(in: scene.image.spectra, stream: &stream)
        #expect(result.isProjective && (28...33).contains(result.signalToNoise))
    }
}
