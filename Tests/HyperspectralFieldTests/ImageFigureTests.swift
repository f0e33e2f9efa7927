import NumericalMethods
import Reports
import Testing
@testable import HyperspectralField

extension Raster {
    fileprivate func count(of color: Color) -> Int { pixels.count { $0 == color.packed } }
}

@Suite struct ImageFigureTests {
    @Test func splitTintsAndOutlinesEachPart() throws {
        let black = Matrix<Double>(rows: 10, columns: 10, repeating: 0)
        var parts = ImageScenes.bands(rows: 10, columns: 10)
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

    @Test func twoMethodsAreToldApart() throws {
        func maps(_ method: String, _ left: Double, _ right: Double) -> MethodMaps {
            MethodMaps(method: method, run: 3, maps: [Matrix(rows: 1, columns: 2, elements: [left, right])])
        }
        let figure = try Figure.abundances(
            classes: ["Only"], truth: [Matrix(rows: 1, columns: 2, elements: [0, 1])],
            errors: [maps("A", 0.004, 0.004), maps("B", 0.008, 0.002)], identity: FigureIdentity(title: "Maps"))
        let raster = try figure.raster()
        // No error is above 1 %: 0.2, 0.4 and 0.8 of the finer scale, of which 0.4 is in both halves of A.
        let shades = [0.2, 0.4, 0.8].map { raster.count(of: ColorMap.viridis.color(at: $0)) }
        #expect(shades.min() ?? 0 > 1_000 && abs(Double(shades[1]) / Double(shades[0]) - 2) < 0.1, "\(shades)")
        // A is closer on the left by 0.4 points, B on the right by 0.2, on a scale from -1 to 1.
        for place in [(0.004 - 0.008 + 0.01) / 0.02, (0.004 - 0.002 + 0.01) / 0.02] {
            #expect(raster.count(of: ColorMap.difference.color(at: place)) > 1_000)
        }
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
            identity: ImageScenes.identity)
        #expect(figure.size.width < 620 && figure.size.height < 4 * 700)
        #expect(try figure.raster().count(of: ColorMap.magma.color(at: 1)) > 10)
    }

    @Test(arguments: [(1, 1, 1), (4, 33, 100), (6, 100, 307), (2, 3, 2000)])
    func abundancesFitAnyShape(classes: Int, rows: Int, columns: Int) throws {
        let truth = ImageScenes.truth(classes: classes, rows: rows, columns: columns)
        let figure = try Figure.abundances(
            classes: (0..<classes).map { "Class \($0)" }, truth: truth,
            errors: [MethodMaps(method: "MSE & Dirichlet", maps: ImageScenes.errors(of: truth, scale: 0.5))],
            identity: ImageScenes.identity)
        #expect(figure.size.width < 620)
        #expect(try figure.raster().columns == Int(figure.size.width) * figure.pixelsPerPoint)
    }
}
