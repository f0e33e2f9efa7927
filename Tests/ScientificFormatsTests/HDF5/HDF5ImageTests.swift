import ScientificFormats
import Testing

@Suite("Images in HDF5 files")
struct HDF5ImageTests {
    /// Compares an image with the formula of the fixtures, whole and row by row.
    private func check(_ image: HDF5Image, tolerance: Float = 0, isMissing: (Int, Int, Int) -> Bool) throws {
        let values = try image.values()
        #expect(values.count == image.rows * image.columns * image.bands)
        for row in 0..<image.rows {
            let line = try image.values(rows: row..<row + 1)
            for column in 0..<image.columns {
                for band in 0..<image.bands {
                    let value = values[(row * image.columns + column) * image.bands + band]
                    let again = line[column * image.bands + band]
                    #expect(again == value || (again.isNaN && value.isNaN))
                    if isMissing(row, column, band) {
                        #expect(value.isNaN, "\(row) \(column) \(band)")
                    } else {
                        #expect(abs(value - imageValue(row, column, band)) <= tolerance, "\(row) \(column) \(band)")
                    }
                }
            }
        }
    }

    @Test("EMIT: rows x columns x bands, good wavelengths, and missing values")
    func emit() throws {
        let image = try HDF5Image(path: hdf5Fixture("emit.nc"))
        #expect(image.layout == "EMIT" && (image.rows, image.columns, image.bands) == (6, 5, 8))
        #expect(image.wavelengths == [400, 500, 600, 700, 1400, 1800, 2000, 2200])
        #expect(image.goodBands == [true, true, true, true, false, false, true, true])
        #expect(image.missingValue == -9999 && image.place == nil)
        try check(image) { row, column, band in (row, column) == (1, 2) || (row, column, band) == (5, 4, 3) }
    }

    @Test("AVIRIS-3: bands x rows x columns, and its place on the map")
    func aviris3() throws {
        let image = try HDF5Image(path: hdf5Fixture("aviris3.nc"))
        #expect(image.layout == "AVIRIS-3" && (image.rows, image.columns, image.bands) == (4, 6, 5))
        #expect(image.wavelengths == [450, 550, 650, 850, 1600] && image.goodBands == nil)
        let place = ImagePlace(
            coordinateSystem: "PROJCS[\"WGS 84 / UTM zone 11N\"]",
            transform: [299997.5, 5, 0, 4000002.5, 0, -5])
        #expect(image.place == place)
        #expect(
            place.enviEntries() == [
                "map info": "{UTM, 1.0, 1.0, 299997.5, 4000002.5, 5.0, 5.0}",
                "coordinate system string": "{PROJCS[\"WGS 84 / UTM zone 11N\"]}",
            ])
        try check(image) { row, column, _ in (row, column) == (0, 0) }
    }

    @Test("PRISMA: both detectors by wavelength, without bands of zero, scaled, and empty pixels missing")
    func prisma() throws {
        let image = try HDF5Image(path: hdf5Fixture("prisma.he5"))
        #expect(image.layout == "PRISMA" && (image.rows, image.columns, image.bands) == (4, 3, 6))
        #expect(image.wavelengths == [500, 700, 940, 960, 1600, 2400])
        #expect(
            image.remarks == [
                "bands that are not used, with a wavelength of zero, were left out: 2",
                "the two detectors overlap from 940.0 to 960.0 nm, where 2 bands stand in the order of their wavelengths",
            ])
        #expect(
            image.place
                == ImagePlace(coordinateSystem: "EPSG:32633", transform: [300000, 30, 0, 5_000_100, 0, -30]))
        // Half a step of 65535 between -0.1 and 1.31.
        try check(image, tolerance: 1.2e-5) { row, column, _ in (row, column) == (3, 2) }
    }

    @Test("an array is named in a file of another layout")
    func named() throws {
        let image = try HDF5Image(path: hdf5Fixture("emit.nc"), variable: "reflectance")
        #expect((image.rows, image.columns, image.bands) == (6, 5, 8) && image.wavelengths == nil)
        let error = try formatError { _ = try HDF5Image(path: hdf5Fixture("variables.mat")) }
        #expect(error.reason.hasPrefix("no image of EMIT, AVIRIS-3 or PRISMA; arrays of three dimensions"))
        #expect(error.reason.contains("/structure/inner/cube"))
        let flat = try formatError { _ = try HDF5Image(path: hdf5Fixture("older.h5"), variable: "chunks") }
        #expect(flat.reason == "an array of shape [5, 7], but rows, columns and bands were expected")
        #expect(
            try formatError { _ = try HDF5Image(path: hdf5Fixture("older.h5"), variable: "x") }.reason
                .hasPrefix("no array 'x'; "))
    }

    @Test("images have a largest number of bands")
    func manyBands() throws {
        let path = hdf5Fixture("bounds.mat")
        let image = try HDF5Image(path: path, variable: "bands")
        #expect((image.rows, image.columns, image.bands) == (1, 2, 65_535))
        let error = try formatError { _ = try HDF5Image(path: path, variable: "moreBands") }
        #expect(error.reason == "65536 bands, where 65535 are the most that are read")
    }
}
