internal import ArgumentParser
internal import Commands
internal import ScientificFormats
internal import Unmixing

/// Which image is read, which part of it, and whether maps are written as GeoTIFF, too.
struct ImageOptions: ParsableArguments {
    @Argument(
        help:
            "The image: the header of an ENVI image (.hdr), a MATLAB file (.mat), or an HDF5 or netCDF-4 file (.nc, .h5, .he5).",
        completion: .file(extensions: ["hdr", "mat"] + ImageFile.hdf5Endings))
    var image: String

    @Option(
        help: ArgumentHelp(
            "The variable of a MATLAB file (scene.image for a field of a struct), or the array of an HDF5 file, that is the image.",
            valueName: "name"))
    var variable: String?

    @Option(
        help: ArgumentHelp(
            "The part of the image that is read: first row, first column, number of rows, number of columns.",
            valueName: "row,column,rows,columns"))
    var window: WindowArgument?

    @Option(
        help: ArgumentHelp(
            "The pixels that are kept, those that are not zero: an ENVI image of one band, or .npy of rows x columns, as "
                + "large as the whole image.",
            valueName: "file"))
    var mask: String?

    @Flag(
        name: .customLong("geotiff"), help: "Write abundances.tif, too: the maps as GeoTIFF with their place on Earth.")
    var writesGeoTIFF = false

    /// The files that are read.
    var inputs: [String] { [image] + [mask].compactMap(\.self) }

    /// Reads the image, and says what a GeoTIFF of it will lack.
    func read() throws -> ImageFile {
        let file = try ImageFile(
            path: image, variable: variable, window: window?.window, mask: mask.map { try PixelMask(path: $0) })
        if writesGeoTIFF, let lack = file.place.lackForGeoTIFF { Console.inform("note: \(lack)") }
        return file
    }
}
