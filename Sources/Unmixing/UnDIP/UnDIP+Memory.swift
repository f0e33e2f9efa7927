internal import Foundation

extension UnDIP {
    /// How many bytes of memory an image takes: the feature maps of the network, which are most of it, the image and its
    /// abundances.
    ///
    /// - Parameters:
    ///   - size: The number of rows and columns.
    ///   - bands: The number of bands.
    ///   - classes: The number of classes.
    /// - Returns: The number of bytes, above some 70 megabytes that every image takes.
    package func memory(size: ImageSize, bands: Int, classes: Int) -> Double {
        let network = SkipNetwork.floatsPerPixel(classes: classes, width: recipe.width, skipWidth: recipe.skipWidth)
        // The image itself and its spectra without missing pixels; then products, squares, coordinates and averages.
        let image = Double(2 * bands * 4 + (4 * classes + 1) * 8)
        return Double(size.pixels) * (4 * network + image)
    }

    /// Requires that an image fits into memory, as the network sees all of it at once.
    ///
    /// - Parameters:
    ///   - size: The number of rows and columns.
    ///   - bands: The number of bands.
    ///   - classes: The number of classes.
    ///   - available: The memory that there is, in bytes.
    /// - Throws: ``UnsuitableSpectra`` where it takes more.
    package func checkMemory(
        size: ImageSize, bands: Int, classes: Int,
        available: Double = Double(ProcessInfo.processInfo.physicalMemory)
    ) throws(UnsuitableSpectra) {
        let needed = memory(size: size, bands: bands, classes: classes)
        guard needed > available else { return }
        func text(_ bytes: Double) -> String { String(format: "%.3g GB", bytes / 1e9) }
        throw UnsuitableSpectra(
            reason:
                "UnDIP sees the whole image at once, which takes \(text(needed)) of memory for \(size) pixels, and there "
                + "are \(text(available)); unmix a part of it (--window), or with another method")
    }
}
