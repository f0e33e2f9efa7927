import DataCatalogue
import Foundation
import HyperspectralField
import NumericalMethods
import ScientificFormats
import TestSupport
import Testing
import Unmixing

private let dataFolder = ProcessInfo.processInfo.environment["PROPORTIONS_DATA"]

/// The image itself cannot be had with the tests, so they make one of its layout and its size.
@Suite("Files like those of Urban")
struct UrbanTests {
    private static let classes = ["asphalt road", "grass", "tree", "roof", "metal", "dirt"]
    private static let shape = SceneShape(classes: classes, size: ImageSize(rows: 307, columns: 307), bands: 162)

    @Test("an image of 307 x 307 pixels and 162 bands in 16 bits, with sizes in 16 bits, is read pixel by pixel")
    func published() throws {
        let (folder, pixels, bands) = (try TemporaryFolder(), 307 * 307, 162)
        // Pixels run down the columns: the value says row, column and band, as far as 16 bits go.
        let values = [UInt16](unsafeUninitializedCapacity: pixels * bands) { buffer, count in
            for pixel in 0..<pixels {
                for band in 0..<bands {
                    buffer[pixel * bands + band] = UInt16(
                        truncatingIfNeeded: 211 * (pixel % 307) + 3 * (pixel / 307) + band)
                }
            }
            count = pixels * bands
        }
        let sizes: [MatVariable] = [
            .wholeNumbers("nRow", shape: [1, 1], [307]), .wholeNumbers("nCol", shape: [1, 1], [307]),
        ]
        let image = try folder.writeMat(
            "Urban_R162.mat",
            sizes + [
                .wholeNumbers("Y", shape: [bands, pixels], values), .wholeNumbers("nBand", shape: [1, 1], [210]),
                .wholeNumbers("maxValue", shape: [1, 1], [1000]),
            ])
        let truth = try folder.writeMat(
            "end6_groundTruth.mat",
            sizes + [
                .doubles(
                    "A", shape: [6, pixels],
                    (0..<pixels).flatMap { pixel in (0..<6).map { $0 == pixel % 6 ? 1.0 : 0 } }),
                .doubles("M", shape: [bands, 6], (0..<6 * bands).map { Double($0) }),
                .texts("cood", ["1-Asphalt Road", "2-Grass", "3-Tree", "4-Roof", "5-Metal", "6-Dirt"]),
            ])
        let scene = try SceneFiles(image: image, truth: truth).read(shape: Self.shape)
        for (row, column, band) in [(0, 0, 0), (306, 0, 161), (0, 306, 5), (200, 100, 80), (306, 306, 161)] {
            let pixel = scene.image.size.pixel(row: row, column: column)
            let expected = UInt16(truncatingIfNeeded: 211 * row + 3 * column + band)
            #expect(scene.image.spectra[pixel, band] == Float(expected))
            #expect(scene.truth.abundances[pixel, (row + 307 * column) % 6] == 1)
        }
        #expect(try #require(scene.truth.endmembers).row(5).last == Double(6 * bands - 1))
        #expect(try ImageFile(path: image).image().spectra == scene.image.spectra)
    }

    @Test(
        "the true abundances of Urban and spectra that were picked from it make an image",
        .enabled(if: dataFolder != nil, "PROPORTIONS_DATA names no folder of data"))
    func resynthesized() throws {
        let folder = try #require(dataFolder) + "/hyperspectral/"
        let truth = try SceneFiles.readTruth(path: folder + "end6_groundTruth.mat", shape: Self.shape)
        let library = try SpectralLibrary.read(
            path: folder + "spectral_library_urban.mat", classes: Self.classes, bands: 162)
        #expect(library.spectra.map(\.rows) == [69, 100, 115, 118, 85, 164])
        let scene = Resynthesis().scene(truth: truth, library: library, size: Self.shape.size)
        // Pure pixels of a class look most like its own endmember, but for roofs, which look like anything.
        let endmembers = try #require(truth.endmembers)
        func cosine(_ x: [Double], _ y: [Double]) -> Double {
            func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
            return dot(x, y) / (dot(x, x) * dot(y, y)).squareRoot()
        }
        for index in 0..<6 where Self.classes[index] != "roof" {
            let pure = (0..<truth.abundances.rows).filter { truth.abundances[$0, index] > 0.99 }.prefix(300)
            let right = pure.count { pixel in
                let spectrum = scene.image.spectra.row(pixel).map(Double.init)
                let cosines = (0..<6).map { cosine(spectrum, Array(endmembers.row($0))) }
                return cosines[index] == cosines.max()
            }
            #expect(Double(right) >= 0.6 * Double(pure.count), "\(Self.classes[index]): \(right) of \(pure.count)")
        }
    }
}
