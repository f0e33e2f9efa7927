import Foundation
import NumericalMethods
import Testing
import Unmixing

@Suite("The synthetic scene")
struct SyntheticSceneTests {
    static let shape = SceneShape(
        classes: ["tree", "water", "dirt", "road"], size: ImageSize(rows: 100, columns: 100), bands: 198)
    static let scene = HyperspectralScene.synthetic(shape: shape)
    private var scene: HyperspectralScene { Self.scene }

    @Test("abundances are points of the simplex; about 43 % of them are zero, as in Jasper Ridge")
    func abundances() {
        let abundances = scene.truth.abundances
        for pixel in 0..<10_000 {
            let row = abundances.row(pixel)
            #expect(row.allSatisfy { $0 >= 0 } && abs(row.reduce(0, +) - 1) <= 1e-12)
        }
        let zeros = Double(abundances.elements.count { $0 == 0 }) / 40_000
        #expect((0.40...0.47).contains(zeros), "\(zeros)")
        let pure = Double((0..<10_000).count { abundances.row($0).contains { $0 > 0.9 } }) / 10_000
        #expect((0.35...0.50).contains(pure), "\(pure)")
    }

    @Test("every class has its share in every third of the rows and of the columns")
    func everywhere() {
        for part in 0..<3 {
            for index in 0..<4 {
                let rows = (0..<10_000).filter { $0 / 100 * 3 / 100 == part }
                let columns = (0..<10_000).filter { $0 % 100 * 3 / 100 == part }
                for pixels in [rows, columns] {
                    let mean = pixels.reduce(0) { $0 + scene.truth.abundances[$1, index] } / Double(pixels.count)
                    #expect(mean > 0.05, "class \(index), part \(part)")
                }
            }
        }
    }

    @Test("abundances are smooth along rows and columns")
    func smoothness() {
        func difference(_ step: Int) -> Double {
            let pixels = (0..<10_000).filter { $0 + step < 10_000 && ($0 % 100) < 99 }
            var total = 0.0
            for pixel in pixels {
                for index in 0..<4 {
                    total += abs(scene.truth.abundances[pixel, index] - scene.truth.abundances[pixel + step, index])
                }
            }
            return total / Double(4 * pixels.count)
        }
        // Half a scene away the difference is that of unrelated pixels, about 0.3.
        #expect(difference(1) < 0.1 && difference(100) < 0.1 && difference(5050) > 0.2)
    }

    @Test("digital numbers: whole, not negative, at most 5400")
    func digitalNumbers() {
        let values = scene.image.spectra.elements
        #expect(values.allSatisfy { $0 >= 0 && $0 <= 5400 && $0 == $0.rounded() })
        #expect(values.contains { $0 > 3000 })
    }

    @Test("materials look as they should: the red edge of trees, dark water beyond the red, bright roads")
    func materials() throws {
        let endmembers = try #require(scene.truth.endmembers)
        func reflectance(_ index: Int, at micrometres: Double) -> Double {
            endmembers[index, Int(((micrometres - 0.4) / 2.1 * 197).rounded())]
        }
        #expect(reflectance(0, at: 0.8) > 5 * reflectance(0, at: 0.67))
        #expect(reflectance(0, at: 0.55) > 1.2 * reflectance(0, at: 0.67))
        #expect(reflectance(1, at: 1.0) < 0.03 && reflectance(1, at: 0.56) > 0.1)
        #expect(reflectance(2, at: 1.6) > 2 * reflectance(2, at: 0.6))
        #expect(reflectance(3, at: 0.55) > reflectance(2, at: 0.55))
    }

    @Test("nearly pure pixels vary around their class's spectrum, but less than classes differ")
    func variability() throws {
        let endmembers = try #require(scene.truth.endmembers)
        for index in 0..<4 {
            let pixels = (0..<10_000).filter { scene.truth.abundances[$0, index] > 0.95 }
            #expect(pixels.count > 50)
            let spectra = pixels.map { scene.image.spectra.row($0).map(Double.init) }
            let angles = spectra.map { angle($0, Array(endmembers.row(index))) }
            let mean = angles.reduce(0, +) / Double(angles.count)
            #expect((0.3...8).contains(mean), "class \(index): \(mean) degrees")
            let nearest = (0..<4).filter { $0 != index }.map {
                angle(Array(endmembers.row(index)), Array(endmembers.row($0)))
            }
            #expect(nearest.allSatisfy { $0 > 2 * mean })
            let lengths = spectra.map { dot($0, $0).squareRoot() }
            let middle = lengths.reduce(0, +) / Double(lengths.count)
            let variance = dot(lengths, lengths) / Double(lengths.count) - middle * middle
            #expect((0.03...0.3).contains(variance.squareRoot() / middle), "class \(index)")
        }
    }

    @Test("the same seed makes the same scene, another seed another one")
    func determinism() {
        let shape = SceneShape(classes: ["tree", "thing"], size: ImageSize(rows: 9, columns: 7), bands: 3)
        let scene = HyperspectralScene.synthetic(shape: shape, seed: 5)
        let again = HyperspectralScene.synthetic(shape: shape, seed: 5)
        #expect(scene.image.spectra == again.image.spectra && scene.truth.abundances == again.truth.abundances)
        let other = HyperspectralScene.synthetic(shape: shape, seed: 6)
        #expect(scene.image.spectra != other.image.spectra && scene.truth.abundances != other.truth.abundances)
    }

    @Test(
        "scenes of every shape are valid",
        arguments: [
            SceneShape(classes: ["a", "b"], size: ImageSize(rows: 1, columns: 1), bands: 1),
            SceneShape(classes: ["tree", "Tree"], size: ImageSize(rows: 3, columns: 1), bands: 2),
            SceneShape(
                classes: ["Asphalt Road", "Grass", "Tree", "Roof", "Metal", "Dirt"],
                size: ImageSize(rows: 20, columns: 31), bands: 162),
        ])
    func shapes(shape: SceneShape) throws {
        let scene = HyperspectralScene.synthetic(shape: shape)
        #expect(scene.truth.classes == shape.classes && scene.image.bands == shape.bands)
        #expect(scene.image.spectra.elements.allSatisfy { $0.isFinite && $0 >= 0 })
        let endmembers = try #require(scene.truth.endmembers)
        for first in shape.classes.indices {
            for second in shape.classes.indices.dropFirst(first + 1) {
                #expect(endmembers.row(first) != endmembers.row(second))
            }
        }
    }
}

/// The angle between two spectra in degrees.
func angle(_ left: [Double], _ right: [Double]) -> Double {
    let cosine = dot(left, right) / (dot(left, left) * dot(right, right)).squareRoot()
    return acos(min(max(cosine, -1), 1)) * 180 / .pi
}

private func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for (x, y) in zip(left, right) { sum += x * y }
    return sum
}
