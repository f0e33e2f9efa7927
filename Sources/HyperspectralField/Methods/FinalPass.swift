internal import NumericalMethods
internal import Unmixing

/// The last time that an image is gone through: each of its pixels gets its abundances, and is compared with their mixture.
struct FinalPass {
    private(set) var counts = UnmixedCounts()
    /// The spectra for which the method found nothing of any class.
    private(set) var silentPixels: [Int] = []
    /// How well the image is reconstructed; nothing where it is not complete.
    private(set) var reconstruction: Reconstruction?

    /// Whether all pixels got abundances.
    var isComplete: Bool { reconstruction != nil }

    /// Goes through the spectra, unless the method's loss ceased to be finite, and as long as abundances are.
    init(
        _ model: any UnmixingModel, over spectra: any SpectrumSource, monitor: RunMonitor,
        deliver: (_ abundances: Matrix<Double>) throws -> Void
    ) throws {
        guard model.divergedStep == nil else { return }
        var sums = Reconstruction.Sums(endmembers: model.endmembers)
        do {
            try spectra.forEachBlock { spectra, first in
                try monitor.checkCancellation()
                guard let block = try model.abundances(of: spectra, from: first) else { throw NotFinite() }
                counts.add(block)
                silentPixels += block.silentPixels.map { first + $0 }
                sums.add(spectra, abundances: block.abundances)
                try deliver(block.abundances)
            }
            reconstruction = sums.reconstruction()
        } catch is NotFinite {}
    }

    private struct NotFinite: Error {}
}
