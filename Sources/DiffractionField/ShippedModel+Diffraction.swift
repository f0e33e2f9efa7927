internal import CTrainedModels
internal import Experiments

extension ShippedModel {
    /// The ensemble of the experiment `xrd-measured-best`, the best on measured patterns.
    static let xrdMeasuredBest = ShippedModel(
        name: "xrd-measured-best",
        summary:
            "calcite, gibbsite, dolomite and hematite in powder patterns of a copper tube; the best on measured ones"
    ) { trained_xrd_measured_best().contents }

    /// The ensemble of the experiment `xrd-instrument`, of the paper's network.
    static let xrdInstrument = ShippedModel(
        name: "xrd-instrument",
        summary: "the same by the paper's network"
    ) { trained_xrd_instrument().contents }
}

extension trained_model {
    /// The bytes of the file.
    fileprivate var contents: [UInt8] { Array(UnsafeBufferPointer(start: bytes, count: size)) }
}
