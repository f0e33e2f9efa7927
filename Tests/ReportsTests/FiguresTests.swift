import Reports
import NumericalMethods
import Testing

extension Raster {
    fileprivate func count(of color: Color) -> Int { pixels.count { $0 == color.packed } }
}

@Suite struct FiguresTests {
    @Test func splitTintsAndOutlinesEachPart() throws {
        let black = Matrix<Double>(rows: 10, columns: 10, repeating: 0)
        var parts = Scenes.bands(rows: 10, columns: 10)
        parts[9, 9] = nil
        let figure = try Figure.split(
            [SplitPanel(title: "Black", image: ColorImage(red: black, green: black, blue: black), parts: parts)],
            identity: FigureIdentity(title: "Split"))
        let raster = try figure.raster()
        for color in [Color.blue, .orange, .vermilion] {
            // 12 % of the part's colour over black, and the outline with the legend's patch.
            #expect(raster.count(of: Color(0).mixed(with: color, fraction: 0.12)) > 10_000)
            #expect(raster.count(of: color) > 2_000)
        }
        // One pixel of 236 / 10 points has no part, so it keeps its colour.
        #expect(abs(Double(raster.count(of: Color(0))) - 71 * 71) < 800)
    }

    @Test func abundancesUseTheWholeScalesAndGreyForAbsent() throws {
        // Left to right: nothing, half, all, absent.
        let truth = Matrix(rows: 2, columns: 4, elements: [0, 0.5, 1, .nan, 0, 0.5, 1, .nan])
        let errors = Matrix(rows: 2, columns: 4, elements: [0, 0.15, 0.3, .nan, 0, 0.15, 0.9, .nan])
        let figure = try Figure.abundances(
            classes: ["Only"], truth: [truth], errors: [MethodMaps(method: "MSE", maps: [errors])],
            identity: FigureIdentity(title: "Maps"))
        let raster = try figure.raster()
        let pixel = try #require(
            [0x440154, ColorMap.viridis.color(at: 0.5).packed].map { color in
                raster.pixels.count { $0 == color }
            }.min())
        #expect(pixel > 1_000)
        for color in [ColorMap.magma.color(at: 0), ColorMap.magma.color(at: 0.5), ColorMap.magma.color(at: 1)] {
            #expect(raster.count(of: color) > 1_000)
        }
        #expect(raster.count(of: ColorMap.viridis.color(at: 1)) > 1_000)
        #expect(raster.count(of: .absent) > 4_000)
    }

    @Test func predictionsHaveTheScaleOfTheTruth() throws {
        let truth = Matrix(rows: 2, columns: 2, elements: [0, 0, 0, 0.0])
        let half = Matrix(rows: 2, columns: 2, elements: [0.5, 0.5, 0.5, 0.5])
        let figure = try Figure.abundances(
            classes: ["Only"], truth: [truth], predictions: [MethodMaps(method: "SUnSAL", maps: [half])],
            identity: FigureIdentity(title: "Maps"))
        let raster = try figure.raster()
        let (none, some) = (
            raster.count(of: ColorMap.magma.color(at: 0)), raster.count(of: ColorMap.magma.color(at: 0.5))
        )
        // Two maps of one size, but for the frames and the scale.
        #expect(some > 10_000 && abs(none - some) < some / 50)
    }

    @Test(arguments: [
        (1, 1, 1), (3, 20, 30), (6, 307, 307), (13, 5, 5), (1, 40_000, 1), (2, 1, 40_000), (1, 1000, 33_000),
    ])
    func mapsOfAnyNumberAndShapeAreDrawn(count: Int, rows: Int, columns: Int) throws {
        let map = Matrix(rows: rows, columns: columns, repeating: 1.0)
        let figure = try Figure.maps(
            titles: (0..<count).map { "endmember-\($0)" }, maps: Array(repeating: map, count: count),
            identity: Scenes.identity)
        #expect(figure.size.width < 620 && figure.size.height < 4 * 700)
        #expect(try figure.raster().count(of: ColorMap.magma.color(at: 1)) > 10)
    }

    @Test(arguments: [(1, 1, 1), (4, 33, 100), (6, 100, 307), (2, 3, 2000)])
    func abundancesFitAnyShape(classes: Int, rows: Int, columns: Int) throws {
        let truth = Scenes.truth(classes: classes, rows: rows, columns: columns)
        let figure = try Figure.abundances(
            classes: (0..<classes).map { "Class \($0)" }, truth: truth,
            errors: [MethodMaps(method: "MSE & Dirichlet", maps: Scenes.errors(of: truth, scale: 0.5))],
            identity: Scenes.identity)
        #expect(figure.size.width < 620)
        #expect(try figure.raster().columns == Int(figure.size.width) * figure.pixelsPerPoint)
    }

    @Test func trainingMarksSelectedDeadAndDiverged() throws {
        func raster(_ curves: [TrainingCurve]) throws -> Raster {
            try Figure.training(
                [TrainingPanel(method: "MSE", curves: curves)], identity: FigureIdentity(title: "Training")
            ).raster()
        }
        let falling = [30.0, 10, 5, 4, 3, 3.5]
        let selected = try raster([TrainingCurve(run: 1, validationMMAE: falling, outcome: .trained, selectedEpoch: 5)])
        let plain = try raster([TrainingCurve(run: 1, validationMMAE: falling, outcome: .trained)])
        let dead = try raster([TrainingCurve(run: 1, validationMMAE: falling, outcome: .dead)])
        #expect(selected.count(of: .vermilion) > 100 && plain.count(of: .vermilion) == 0)
        #expect(selected.count(of: .blue) > 1_000 && plain.count(of: .blue) == 0)
        #expect(dead.count(of: .faint) > 300)
        let diverged = try raster([
            TrainingCurve(run: 1, validationMMAE: falling + [1e30, .nan], outcome: .diverged)
        ])
        let trained = try raster([TrainingCurve(run: 1, validationMMAE: falling + [1e30, .nan], outcome: .trained)])
        #expect(diverged.count(of: .ink) > trained.count(of: .ink) + 20)
    }

    @Test func aSingleEpochIsSeen() throws {
        let curve = TrainingCurve(run: 1, validationMMAE: [30], outcome: .dead)
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
            [], [TrainingCurve(run: 1, validationMMAE: [], outcome: .failed)],
            [TrainingCurve(run: 1, validationMMAE: [.nan, 0, -1], outcome: .diverged, selectedEpoch: 9)],
        ] {
            let panels = Array(repeating: TrainingPanel(method: "MSE", curves: curves), count: 4)
            #expect(try !Figure.training(panels, identity: Scenes.identity).png().isEmpty)
        }
        #expect(try !Figure.training([], identity: Scenes.identity).png().isEmpty)
    }
}
