import Commands
import DataCatalogue
import DeclarativeFiles
import Experiments
import Foundation
import HyperspectralField
import NumericalMethods
import ProportionInference
import Testing

private let dataFolder = ProcessInfo.processInfo.environment["PROPORTIONS_DATA"]

/// How many steps a pixel takes depends on the spectra, so that a real image decides.
@Suite(
    "How long regressions with bundles are expected to take",
    .enabled(if: dataFolder != nil, "PROPORTIONS_DATA names no folder of data"))
struct BundleTimeTests {
    @Test(
        "0.25 to 4 times what they take on Jasper Ridge",
        arguments: [
            ("sunsal-training", "{}"), ("sunsal-bundles", "{sizes: [8], purities: [0.8]}"),
            ("sunsal-found-bundles", "{}"),
        ])
    func seconds(name: String, settings: String) throws {
        let catalogue = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/HyperspectralField/Resources/datasets.yaml").path()
        let entry = try #require(try DataCatalogue.read(path: catalogue)["jasper-ridge"])
        let spec = """
            dataset: {normalization: {divide-by: 5000}}
            split: {kind: bands, axis: rows, train: [0, 50], validation: [50, 67], test: [67, 100]}
            """
        let recipe = try DeclarativeFile.parse(text: spec, file: "spec.yaml") { root -> (any DatasetRecipe)? in
            guard let dataset = root.section("dataset"), let split = root.section("split") else { return nil }
            return HyperspectralImageKind().recipe(entry: entry, dataset: dataset, split: split)
        }
        let kind = try #require(Field.hyperspectral.baselines.first { $0.card.name == name })
        let method = try DeclarativeFile.parse(text: "settings: \(settings)", file: "spec.yaml") { root in
            root.section("settings").flatMap { kind.method(settings: $0) }
        }
        let source = try recipe.source(in: DataLocation())
        let specimen = try #require(try recipe.specimen(of: source, options: PreparationOptions()))
        let expected = try method.expectedSeconds(on: specimen, threads: 1)
        let input = try recipe.prepare(source, options: PreparationOptions()).methodInput
        let truth = try ProcessorTime.seconds {
            _ = try method.run(on: input, seed: Seed(experiment: "time", base: 1), monitor: RunMonitor())
        }
        #expect((0.25...4).contains(expected / truth), "\(expected) s for \(truth) s")
    }
}
