/// Patterns in HDF5 files as NeXus has them: a group `NXdata` with a signal over an axis of angles.
///
/// Source: NeXus International Advisory Committee, *NeXus manual*, classes NXdata and NXbeam.
package enum NeXusPowder: PowderFormat {
    package static let name = "NeXus"
    package static let endings = ["nxs", "h5", "hdf5"]

    package static func recognizes(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A])
    }

    /// Reads the only pattern of a file.
    ///
    /// - Throws: ``FormatError`` where the file is damaged, or holds several; ``PowderSeries`` reads such.
    package static func decode(_ bytes: [UInt8], path: String, reading: PowderReading) throws -> PowderScan {
        let series = try PowderSeries(HDF5File(bytes: bytes, path: path), path: path)
        guard series.count == 1 else {
            throw FormatError(file: path, reason: "\(series.count) patterns, where one was expected")
        }
        return try series.scan(0, wavelength: reading.wavelength)
    }
}
