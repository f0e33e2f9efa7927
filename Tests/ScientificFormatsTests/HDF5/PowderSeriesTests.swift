import Foundation
import ScientificFormats
import Testing

@Suite("Series of patterns in NeXus files")
struct PowderSeriesTests {
    @Test("a list over 2θ: every pattern with its uncertainties and the wavelength of the beam")
    func list() throws {
        let series = try PowderSeries(path: hdf5Fixture("list.nxs"))
        #expect(series.count == 3)
        #expect(series.name(2) == hdf5Fixture("list.nxs") + "#2")
        for index in 0..<3 {
            let scan = try series.scan(index)
            #expect(scan.intensities == (0..<21).map { Double(1000 * index + $0) })
            #expect(scan.uncertainties == [Double](repeating: Double(1 + index), count: 21))
            #expect(zip(scan.twoTheta, 0...).allSatisfy { abs($0 - (10 + 0.1 * Double($1))) < 1e-12 })
            #expect(scan.radiation == PowderRadiation(wavelength: 0.25))
            #expect(scan.quantity == .unknown)
            #expect(scan.remarks.contains("pattern \(index) of 3, at \(index)"))
        }
    }

    @Test("a map over q, marked in the older way, needs a wavelength")
    func map() throws {
        let series = try PowderSeries(path: hdf5Fixture("map.nxs"))
        #expect(series.count == 6)
        let error = try formatError { _ = try series.scan(4) }
        #expect(error.place == "'/entry_0000/result/q'" && error.reason.hasSuffix("say --wavelength"))
        let scan = try series.scan(4, wavelength: 1)
        #expect(scan.intensities == (0..<21).map { Double(110 + $0) })
        #expect(scan.remarks.contains("pattern 4 of 6, at 1, 1"))
        // q = 4π sin θ / λ
        for (angle, q) in zip(scan.twoTheta, stride(from: 1.0, through: 2, by: 0.05)) {
            #expect(abs(4 * .pi * sin(angle * .pi / 360) - q) < 1e-12)
        }
    }

    @Test("a file without patterns is told")
    func others() throws {
        let error = try formatError { _ = try PowderSeries(path: hdf5Fixture("emit.nc")) }
        #expect(error.reason.hasPrefix("no pattern: no group NXdata has a signal over an axis"))
        #expect(
            try formatError { _ = try PowderScan.read(path: hdf5Fixture("list.nxs")) }.reason
                == "3 patterns, where one was expected")
    }
}
