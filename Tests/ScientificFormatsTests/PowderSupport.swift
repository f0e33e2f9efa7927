import Foundation
import ScientificFormats
import Testing

/// The path of a fixture, made by `Fixtures/powder/make.py`.
func powderFixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/powder/\(name)").path
}

/// What holds for every scan, however its file was damaged.
func expectValid(_ scan: PowderScan) {
    #expect(scan.twoTheta.count >= 2 && scan.intensities.count == scan.twoTheta.count)
    #expect(zip(scan.twoTheta, scan.twoTheta.dropFirst()).allSatisfy { $0 < $1 })
    #expect((scan.twoTheta + scan.intensities + (scan.uncertainties ?? [])).allSatisfy { $0.isFinite })
    #expect(scan.uncertainties.map { $0.count == scan.twoTheta.count && $0.allSatisfy { $0 >= 0 } } ?? true)
    let wavelengths = [scan.radiation?.kAlpha1, scan.radiation?.kAlpha2, scan.radiation?.wavelength]
    #expect(wavelengths.allSatisfy { $0.map { $0 > 0.01 && $0 < 20 } ?? true })
}
