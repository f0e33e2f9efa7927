import Foundation
import NumericalMethods
import ProportionInference
import Testing

@Suite struct CalibrationTests {
    private static let classes = ["a", "b", "c", "d"]

    @Test("The rank is that of the finite-sample quantile, and too few samples are refused")
    func ranks() throws {
        #expect(
            ConformalQuantile.rank(count: 9, level: 0.9) == 9 && ConformalQuantile.rank(count: 8, level: 0.9) == nil)
        #expect(
            ConformalQuantile.rank(count: 99, level: 0.9) == 90 && ConformalQuantile.rank(count: 100, level: 0.9) == 91)
        #expect(ConformalQuantile.smallestCount(level: 0.9) == 9 && ConformalQuantile.smallestCount(level: 0.95) == 19)
        #expect(try ConformalQuantile.of([5, 1, 4, 2, 3, 9, 8, 7, 6], level: 0.5) == 5)
        #expect(throws: TooFewSamples(samples: 8, level: 0.9)) {
            try ConformalQuantile.of([1, 2, 3, 4, 5, 6, 7, 8], level: 0.9)
        }
        #expect("\(TooFewSamples(samples: 8, level: 0.9))".contains("8/9"))
    }

    @Test("Sets hold the truth as often as they say, zeros included, over many draws", arguments: [0.8, 0.9])
    func coverage(level: Double) throws {
        var held = 0
        for draw in 0..<60 {
            let fitting = MadeUpPredictions(count: 200, seed: UInt64(2 * draw))
            let test = MadeUpPredictions(count: 200, seed: UInt64(2 * draw + 1))
            let calibration = try Calibration(
                fitting: fitting.prediction, targets: fitting.targets, level: level, fittedOn: "made-up samples")
            let sets = calibration.sets(of: test.prediction)
            held += sets.indices.count { sets[$0].contains(test.targets.row($0)) }
        }
        let found = Double(held) / 12_000
        // The guarantee is level to level + 1/101; a quantile of 100 scores alone makes the mean of 60 draws vary by 0.5 %.
        #expect(abs(found - level - 0.005) <= 0.02, "\(found) of the sets hold the truth")
    }

    @Test("A class that is clearly absent has the set of zero alone, and one clearly present never zero")
    func presence() throws {
        let samples = MadeUpPredictions(count: 1000, seed: 7)
        let calibration = try Calibration(
            fitting: samples.prediction, targets: samples.targets, level: 0.9, fittedOn: "made-up samples")
        let set = try #require(calibration.set(mean: [1e-4, 0.5, 0.4999, 1e-4], spread: [0.001, 0.01, 0.01, 0.001]))
        #expect(set.members.map(\.presence) == [.absent, .present, .present, .absent])
        #expect(set.contains([0, 0.5, 0.5, 0]) && !set.contains([0.001, 0.499, 0.5, 0]))
        #expect(!set.contains([0, 0, 1, 0]))
        #expect(set.members.allSatisfy { $0.lower >= 0 && $0.upper <= 1 })
    }

    @Test("Own samples correct a calibration that is too narrow for them, and the guarantee counts them")
    func recalibration() throws {
        let fitting = MadeUpPredictions(count: 1000, seed: 3)
        let calibration = try Calibration(
            fitting: fitting.prediction, targets: fitting.targets, level: 0.8, fittedOn: "made-up samples")
        var (before, after) = (0, 0)
        for draw in 0..<60 {
            let own = MadeUpPredictions(count: 20, seed: UInt64(100 + draw), scale: 3)
            let test = MadeUpPredictions(count: 100, seed: UInt64(1000 + draw), scale: 3)
            let corrected = try calibration.recalibrated(
                on: own.prediction, targets: own.targets, level: 0.8, fittedOn: "20 weighed samples")
            #expect(corrected.guarantee.contains("17/21") && corrected.leaveOneOutCoverage != nil)
            #expect(corrected.thresholds == calibration.thresholds && corrected.floors == calibration.floors)
            before += calibration.sets(of: test.prediction).enumerated().count { $1.contains(test.targets.row($0)) }
            after += corrected.sets(of: test.prediction).enumerated().count { $1.contains(test.targets.row($0)) }
        }
        #expect(Double(before) / 6000 < 0.6)
        #expect(abs(Double(after) / 6000 - 17.0 / 21) <= 0.05)
        let few = MadeUpPredictions(count: 3, seed: 5)
        #expect(throws: TooFewSamples(samples: 3, level: 0.8)) {
            try calibration.recalibrated(on: few.prediction, targets: few.targets, level: 0.8, fittedOn: "3 samples")
        }
    }

    @Test("A calibration is the same after it was written and read")
    func coding() throws {
        let samples = MadeUpPredictions(count: 100, seed: 11)
        let calibration = try Calibration(
            fitting: samples.prediction, targets: samples.targets, level: 0.9, fittedOn: "made-up samples")
        let read = try JSONDecoder().decode(Calibration.self, from: JSONEncoder().encode(calibration))
        #expect(read == calibration)
        #expect(read.quantiles.contains { $0.level == 0.9 })
    }

    @Test("Strata, widths and shares are those counted by hand")
    func counting() {
        let targets = Matrix(rows: 20, columns: 2, elements: (0..<20).flatMap { $0 < 10 ? [1.0, 0.0] : [0.5, 0.5] })
        let sets = (0..<20).map { sample in
            ProportionSet(members: [
                .init(presence: .present, lower: sample < 15 ? 0.4 : 0.6, upper: 1),
                .init(presence: sample < 10 ? .absent : .possible, lower: 0.4, upper: 0.6),
            ])
        }
        let coverage = SetCoverage(of: sets, targets: targets, classes: ["a", "b"])
        #expect(coverage.joint == 0.75 && coverage.byClass == [0.75, 1])
        #expect(abs(coverage.widths[0] - 0.55) <= 1e-12 && abs(coverage.widths[1] - 0.1) <= 1e-12)
        #expect(coverage.worst?.name == "2 classes present" && coverage.worst?.coverage == 0.5)
        #expect(coverage.strata.map(\.name) == ["1 class present", "2 classes present", "with a", "with b"])
    }

    @Test("Ranking by the errors themselves has the lowest area, and the last risk is the mean error")
    func risk() {
        let errors = [0.3, 0.1, 0.2, 0.4]
        let best = RiskCoverage(errors: errors, uncertainties: errors)
        #expect(abs(best.risks[0] - 0.1) <= 1e-15 && abs(best.risks[3] - 0.25) <= 1e-15)
        #expect(best.area < RiskCoverage(errors: errors, uncertainties: errors.map { -$0 }).area)
    }
}
