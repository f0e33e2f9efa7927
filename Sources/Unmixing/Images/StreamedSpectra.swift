internal import NumericalMethods
internal import ScientificFormats

/// The spectra of an image's file, which is read anew whenever they are gone through.
///
/// The next block is read while one is worked on.
struct StreamedSpectra: SpectrumSource {
    let source: ImageSource
    /// The part of the file's image.
    let window: ImageWindow
    /// Which of its pixels have a spectrum.
    let raster: PixelRaster
    /// The number of spectra of a block.
    let blockLength: Int
    var normalization = FittedNormalization.unscaled

    var count: Int { raster.presentCount }
    var bands: Int { source.bands }

    func normalized(by normalization: FittedNormalization) throws -> any SpectrumSource {
        precondition(self.normalization == .unscaled, "spectra that are normalized twice")
        var normalized = self
        normalized.normalization = normalization
        return normalized
    }

    func forEachBlock(_ body: (_ spectra: Matrix<Float>, _ first: Int) throws -> Void) throws {
        var first = 0
        try Prefetching.forEach { yield in
            try produce(yield)
        } _: { (spectra: Matrix<Float>) in
            try body(spectra, first)
            first += spectra.rows
        }
        precondition(first == count, "\(first) of \(count) spectra")
    }

    private func produce(_ yield: (Matrix<Float>) throws -> Void) throws {
        let capacity = blockLength * bands
        var block: [Float] = []
        var done = 0
        func hand(_ elements: [Float]) throws {
            let spectra = Matrix(rows: elements.count / bands, columns: bands, elements: elements)
            guard normalization != .unscaled else { return try yield(spectra) }
            let normalized = normalization.apply(to: spectra)
            try UnsuitableSpectra.checkFinite(normalized, from: done)
            done += spectra.rows
            try yield(normalized)
        }
        func append(_ elements: ArraySlice<Float>) throws {
            var rest = elements
            while !rest.isEmpty {
                if block.isEmpty { block.reserveCapacity(capacity) }
                let part = rest.prefix(capacity - block.count)
                block += part
                rest = rest.dropFirst(part.count)
                guard block.count == capacity else { continue }
                try hand(block)
                block = []
            }
        }
        try source.forEachStrip(in: window) { strip, first in
            guard let isPresent = raster.isPresent else { return try append(strip.spectra.elements[...]) }
            var start = 0
            while start < strip.spectra.rows {
                // Runs of pixels that are there, one after the other.
                guard isPresent[first + start] else {
                    start += 1
                    continue
                }
                var end = start + 1
                while end < strip.spectra.rows, isPresent[first + end] { end += 1 }
                try append(strip.spectra.elements[start * bands..<end * bands])
                start = end
            }
        }
        if !block.isEmpty { try hand(block) }
    }
}
