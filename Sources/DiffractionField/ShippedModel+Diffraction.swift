internal import CTrainedModels
internal import Experiments

extension ShippedModel {
    /// The ensemble of the experiment `xrd-instrument`.
    static let xrdInstrument = ShippedModel(
        name: "xrd-instrument",
        summary: "calcite, gibbsite, dolomite and hematite in powder patterns of a copper tube"
    ) {
        let file = trained_xrd_instrument()
        return Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
    }
}
