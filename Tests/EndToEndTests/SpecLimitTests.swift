import ArgumentParser
import Commands
import DataCatalogue
import DeclarativeFiles
import DiffractionField
import Experiments
import Foundation
import HyperspectralField
import NumericalMethods
import ProportionInference
import TestSupport
import Testing

/// Every number of a spec has two ends, and at neither of them does anything trap.
///
/// The keys and their ranges come from the reference of keys, so that a key that is added is tried, too.
@Suite("Limits of specs")
struct SpecLimitTests {
    private static let keys = Result { try KeyDocument(fields: [.hyperspectral, .diffraction]).chapters }
        .map { $0.flatMap { chapter in chapter.reference.keys } }

    /// The numbers at the ends of what keys take, each key once.
    ///
    /// What the catalogue says of files is compared with them, and makes nothing.
    private static let cases: [LimitCase] = ((try? keys.get()) ?? []).filter { !$0.path.hasPrefix("DATASET") }
        .flatMap { LimitCase.all(of: $0) }
        .reduce(into: []) { cases, new in if !cases.contains(new) { cases.append(new) } }

    private let folder: TemporaryFolder
    private let scenes: LimitScenes

    init() throws {
        folder = try TemporaryFolder()
        scenes = try LimitScenes(folder: folder)
    }

    @Test("every number has a least and a largest value; only seeds and sizes of files have none above")
    func bounded() throws {
        let endless = try Self.keys.get().filter { key in
            key.kinds.contains { kind in
                (kind.contains("number") || kind.contains("range"))
                    && !kind.contains(" to ") && !kind.contains("at most")
            }
        }
        #expect(
            Set(endless.map { $0.path.split(separator: ".").last ?? "" }) == ["seed", "bytes"],
            "\(endless.map { "\($0.path): \($0.kinds)" })")
        #expect(Self.cases.count > 150)
    }

    @Test("a number at an end of its range is taken or refused for what it asks together with others; nothing traps")
    func ends() throws {
        var taken = 0
        for limit in Self.cases {
            var refusals: [String] = []
            // A key of one kind of dataset or split is read where there is that kind.
            var read: ExperimentSpec?
            for scene in scenes.scenes(for: limit) where read == nil {
                do {
                    read = try scenes.read(scene, with: limit)
                } catch let invalid as InvalidDeclaration {
                    refusals.append(invalid.description)
                }
            }
            guard let spec = read else {
                #expect(refusals.contains { !$0.contains("\(limit.path)' must be a") }, "\(limit): \(refusals)")
                continue
            }
            taken += 1
            if limit.isLarge { continue }
            let location = DataLocation(explicit: [limit.isOfContents ? "/nonexistent" : folder.path], environment: [:])
            let plan = try ExperimentPlan(spec: spec, effort: .smoke, location: location)
            let data: PreparedDataset
            do {
                data = try spec.dataset.prepare(plan.source, options: PreparationOptions(trainingShare: 0.5))
            } catch {
                // A displacement that takes a site below zero is told only when the structures are there.
                #expect("\(error)".contains("below zero"), "\(limit): \(error)")
                continue
            }
            #expect(data.training.inputs.elements.allSatisfy { $0.isFinite }, "\(limit)")
            for run in plan.runs where run.run == 1 && limit.concerns(run.method.card.name) {
                do {
                    _ = try run.method.run(on: data.methodInput, seed: run.seed, monitor: RunMonitor())
                } catch {
                    // A share of the pixels that leaves too few of them is told only when the image is there.
                    #expect("\(error)".contains("endmembers from"), "\(limit): \(error)")
                }
            }
        }
        #expect(taken > Self.cases.count * 3 / 4, "\(taken) of \(Self.cases.count) were taken")
    }

    @Test(
        "what needs more memory than there may be is refused with both numbers",
        arguments: [
            (
                "powder", ["dataset.grid.count": 2040, "dataset.grid.step": 0.04, "split.train": 6_000_000],
                "6000004 patterns of 2040 points need 49 GB of memory; the limit is 8 GB"
            ),
            (
                "powder",
                ["dataset.grid.count": 1_000_000, "dataset.grid.step": 0.0001, "training.batch": 65536],
                "networks for 1000000 points and batches of 65536 samples need "
            ),
            (
                "plot", ["contents.rows": 10_000, "contents.columns": 10_000],
                "images of 10000 x 10000 pixels and 68 bands need 27.2 GB of memory; the limit is 8 GB"
            ),
            ("powder", ["dataset.grid.step": 1e-300], "'dataset.grid.step' must be a finite number from 0.0001 to 5"),
        ] as [(String, [String: StructuredValue], String)])
    func memory(scene: String, changes: [String: StructuredValue], message: String) throws {
        let error = #expect(throws: InvalidDeclaration.self) {
            try scenes.read(scenes.scene(named: scene), with: changes)
        }
        #expect(error.map { "\($0)".contains(message) } == true, "\(String(describing: error))")
    }
}
