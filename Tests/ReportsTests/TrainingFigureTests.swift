import NumericalMethods
import Reports
import Testing

extension Raster {
    fileprivate func count(of color: Color) -> Int { pixels.count { $0 == color.packed } }
}

@Suite struct TrainingFigureTests {
    @Test func trainingMarksSelectedDeadAndDiverged() throws {
        func raster(_ curves: [TrainingCurve]) throws -> Raster {
            try Figure.training(
                [TrainingPanel(method: "MSE", curves: curves)], identity: FigureIdentity(title: "Training")
            ).raster()
        }
        let falling = [30.0, 10, 5, 4, 3, 3.5]
        let selected = try raster([TrainingCurve(run: 1, validationMMAE: falling, ending: .trained, selectedEpoch: 5)])
        let plain = try raster([TrainingCurve(run: 1, validationMMAE: falling, ending: .trained)])
        let dead = try raster([TrainingCurve(run: 1, validationMMAE: falling, ending: .dead)])
        #expect(selected.count(of: .vermilion) > 100 && plain.count(of: .vermilion) == 0)
        #expect(selected.count(of: .blue) > 1_000 && plain.count(of: .blue) == 0)
        #expect(dead.count(of: .faint) > 300)
        let diverged = try raster([
            TrainingCurve(run: 1, validationMMAE: falling + [1e30, .nan], ending: .diverged)
        ])
        let trained = try raster([TrainingCurve(run: 1, validationMMAE: falling + [1e30, .nan], ending: .trained)])
        #expect(diverged.count(of: .ink) > trained.count(of: .ink) + 20)
    }

    @Test func aSingleEpochIsSeen() throws {
        let curve = TrainingCurve(run: 1, validationMMAE: [30], ending: .dead)
        let figure = try Figure.training(
            [TrainingPanel(method: "MSE", curves: [curve])], identity: FigureIdentity(title: "Training"))
        let empty = try Figure.training(
            [TrainingPanel(method: "MSE", curves: [])], identity: FigureIdentity(title: "Training"))
        // The frame ends above the note and the legend, at 20 + 92 points.
        func count(_ figure: Figure) throws -> Int {
            let raster = try figure.raster()
            return raster.pixels.dropFirst(20 * 3 * raster.columns).prefix(92 * 3 * raster.columns)
                .count { $0 == Color.faint.packed }
        }
        #expect(try count(figure) > count(empty) + 10)
    }

    @Test func trainingTakesRunsWithoutNumbers() throws {
        for curves in [
            [], [TrainingCurve(run: 1, validationMMAE: [], ending: .failed)],
            [TrainingCurve(run: 1, validationMMAE: [.nan, 0, -1], ending: .diverged, selectedEpoch: 9)],
        ] {
            let panels = Array(repeating: TrainingPanel(method: "MSE", curves: curves), count: 4)
            #expect(try !Figure.training(panels, identity: Scenes.identity).png().isEmpty)
        }
        #expect(try !Figure.training([], identity: Scenes.identity).png().isEmpty)
    }
}
