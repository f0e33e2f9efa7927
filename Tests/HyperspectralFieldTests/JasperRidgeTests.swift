import DataCatalogue
import DeclarativeFiles
import Experiments
import Foundation
import HyperspectralField
import NumericalMethods
import ProportionInference
import Testing
import Unmixing

private let dataFolder = ProcessInfo.processInfo.environment["PROPORTIONS_DATA"]

/// The image itself, as published; facts about it were computed with NumPy.
@Suite("Jasper Ridge", .enabled(if: dataFolder != nil, "PROPORTIONS_DATA names no folder of data"))
struct JasperRidgeTests {
    private func read() throws -> HyperspectralScene {
        let folder = try #require(dataFolder) + "/hyperspectral"
        return try SceneFiles(image: folder + "/jasperRidge2_R198.mat", truth: folder + "/end4.mat").read(
            shape: SceneShape(
                classes: ["tree", "water", "dirt", "road"], size: ImageSize(rows: 100, columns: 100), bands: 198))
    }

    @Test("its numbers")
    func numbers() throws {
        let scene = try read()
        #expect(scene.image.spectra.rows == 10_000 && scene.image.bands == 198)
        #expect(scene.image.spectra.elements.max() == 5437)
        #expect(scene.image.spectra.row(0).prefix(5) == [101, 14, 118, 237, 287])
        let zeros = scene.truth.abundances.elements.count { $0 == 0 }
        #expect(zeros == 17_197)
    }

    @Test("the catalogue's entry finds, checks and prepares it")
    func entry() throws {
        let catalogue = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/HyperspectralField/Resources/datasets.yaml").path()
        let entry = try #require(try DataCatalogue.read(path: catalogue)["jasper-ridge"])
        let spec = """
            dataset: {normalization: {divide-by: 5000}}
            split: {kind: bands, axis: rows, train: [0, 50], validation: [50, 67], test: [67, 100]}
            """
        let recipe = try DeclarativeFile.parse(text: spec, file: "spec.yaml") { root -> (any DatasetRecipe)? in
            guard let dataset = root.section("dataset"), let split = root.section("split") else { return nil }
            return HyperspectralImageKind().recipe(entry: entry, dataset: dataset, split: split)
        }
        let source = try recipe.source(in: DataLocation())
        #expect(source.standIn == nil)
        let data = try recipe.prepare(source, options: PreparationOptions())
        #expect(data.training.count == 5000 && data.validation.count == 1700 && data.tests[0].samples.count == 3300)
        // The mean of rows 0 to 49 of each class, with NumPy.
        #expect(data.notes[1] == "train: 5000 pixels (50.0 %); tree 39.3 %, water 26.0 %, dirt 24.2 %, road 10.5 %")
    }

    @Test("image and truth tell of the same pixels: nearly pure ones resemble their class's endmember most")
    func angles() throws {
        let scene = try read()
        let endmembers = try #require(scene.truth.endmembers)
        for index in 0..<4 {
            let pixels = (0..<10_000).filter { scene.truth.abundances[$0, index] > 0.95 }
            let mean = (0..<198).map { band in
                pixels.reduce(0) { $0 + Double(scene.image.spectra[$1, band]) } / Double(pixels.count)
            }
            let angles = (0..<4).map { angle(mean, Array(endmembers.row($0))) }
            #expect(angles[index] < 3.2, "class \(index): \(angles)")
            #expect(angles.indices.allSatisfy { $0 == index || angles[$0] > 2 * angles[index] }, "\(angles)")
        }
    }

    /// The image is square, so no smoothness tells it from its mirror image: what does is the way the
    /// literature shows it, with a river from top to bottom in the left half and a road in the right.
    @Test("it stands upright: the river runs down the left half, the road down the right")
    func orientation() throws {
        let abundances = try read().truth.abundances
        func mean(_ index: Int, rows: Range<Int>, columns: Range<Int>) -> Double {
            let pixels = rows.flatMap { row in columns.map { row * 100 + $0 } }
            return pixels.reduce(0) { $0 + abundances[$1, index] } / Double(pixels.count)
        }
        for third in [0..<33, 33..<66, 66..<100] {
            #expect(mean(1, rows: third, columns: 30..<50) > 0.8)
            #expect(mean(1, rows: third, columns: 60..<100) < 0.02)
        }
        #expect(mean(3, rows: 0..<60, columns: 70..<80) > 3 * mean(3, rows: 0..<60, columns: 30..<50))
    }
}
