import Foundation
import NumericalMethods
import ProportionInference
import Testing
import Unmixing

@testable import HyperspectralField

private let dataFolder = ProcessInfo.processInfo.environment["PROPORTIONS_DATA"]

/// Limits come from rows 50 to 66 of Jasper Ridge; rows 67 to 99 are looked at here only.
@Suite("Verdicts of pixels", .enabled(if: dataFolder != nil, "PROPORTIONS_DATA names no folder of data"))
struct SpectrumVerdictTests {
    private let range: SpectrumRange
    private let spectra: Matrix<Float>
    private let abundances: Matrix<Double>

    init() throws {
        let folder = try #require(dataFolder) + "/hyperspectral"
        let scene = try SceneFiles(image: folder + "/jasperRidge2_R198.mat", truth: folder + "/end4.mat").read(
            shape: SceneShape(
                classes: ["tree", "water", "dirt", "road"], size: ImageSize(rows: 100, columns: 100), bands: 198))
        let (all, truth) = (scene.image.spectra, scene.truth.abundances)
        range = try #require(
            SpectrumRange(
                training: all.selectingRows(0..<5000), proportions: truth.selectingRows(0..<5000),
                validation: all.selectingRows(5000..<6700), validationProportions: truth.selectingRows(5000..<6700)))
        spectra = all.selectingRows(6700..<10_000)
        abundances = truth.selectingRows(6700..<10_000)
    }

    private func flagged(_ change: (inout [Float]) -> Void) -> Double {
        var elements: [Float] = []
        for row in 0..<spectra.rows {
            var spectrum = Array(spectra.row(row))
            change(&spectrum)
            elements += spectrum
        }
        let changed = Matrix(rows: spectra.rows, columns: spectra.columns, elements: elements)
        let grades = range.distances(of: changed, proportions: abundances)
            .map { RangeVerdict($0, limits: range.limits).grade }
        return Double(grades.count { $0 != .inRange }) / Double(grades.count)
    }

    /// The spectra of a material in the library of Urban, whose 162 bands are stretched over those of Jasper Ridge.
    private func library(of material: String) throws -> [[Float]] {
        let path = try #require(dataFolder) + "/hyperspectral/spectral_library_urban.mat"
        let library = try NamedSpectra.read(path: path)
        let read = library.spectra
        return library.names.indices.filter { library.names[$0].hasPrefix(material) }.map { row in
            (0..<spectra.columns).map { band in
                let place = Double(band) * Double(read.columns - 1) / Double(spectra.columns - 1)
                let (lower, share) = (Int(place), place - place.rounded(.down))
                return Float(
                    read[row, lower] * (1 - share) + read[row, min(lower + 1, read.columns - 1)] * share)
            }
        }
    }

    @Test("at most 5 % of good pixels are flagged, and nearly all that are not of the kind")
    func rates() throws {
        let good = flagged { _ in }
        #expect(good <= 0.05, "\(good)")
        var random = Seed(experiment: "noise pixels", base: 0).stream()
        let rates = [
            ("reversed", flagged { $0.reverse() }),
            ("rotated by 10", flagged { $0 = Array($0[10...] + $0[..<10]) }),
            ("rotated by 50", flagged { $0 = Array($0[50...] + $0[..<50]) }),
            ("times 10000", flagged { for band in $0.indices { $0[band] *= 10_000 } }),
            ("divided by 10000", flagged { for band in $0.indices { $0[band] /= 10_000 } }),
            ("noise", flagged { for band in $0.indices { $0[band] = Float(random.uniform() * 5000) } }),
        ]
        for (change, rate) in rates { #expect(rate >= 0.95, "\(change): \(rate)") }
    }

    @Test(
        "at least 95 % of the spectra of another library are flagged",
        arguments: ["Grass", "Tree", "Roof", "Asphalt", "Metal", "Dirt"])
    func others(material: String) throws {
        let spectra = try library(of: material)
        var random = Seed(experiment: "spectra of \(material)", base: 0).stream()
        let rate = flagged { spectrum in
            // As bright as the pixel whose place it takes.
            let other = spectra[random.integer(below: spectra.count)]
            let scale = spectrum.reduce(0, +) / other.reduce(0, +)
            spectrum = other.map { $0 * scale }
        }
        #expect(rate >= 0.95, "\(rate)")
    }
}
