import Foundation
import Reports

/// Made-up inputs of figures that look like the real ones.
enum Scenes {
    static func curves(floor: Double, seed: Int) -> [TrainingCurve] {
        (0..<5).map { run in
            let values = (0..<100).map { epoch -> Double in
                let noise = sin(Double(epoch * (run + 2) + seed * 7) * 1.3) * 0.08
                let decay: Double = 24 * exp(-Double(epoch) / (6 + Double(run)))
                return (floor + 0.2 * Double(run) + decay) * (1 + noise)
            }
            let best = values.indices.min { values[$0] < values[$1] } ?? 0
            return TrainingCurve(
                run: run + 1, validationMMAE: values, ending: .trained, selectedEpoch: run == 0 ? best + 1 : nil)
        }
    }

    static let identity = FigureIdentity(
        title: "Test figure",
        footer: [
            "jasper-ridge", "effort paper", "runs 4f1c09aa, 83b0e7d2, 1c7f55e0, 9d2ab614, 70e4c3f8",
            "stand-in: synthetic scene, not the published image",
        ],
        details: [("Runs", "4f1c09aa 83b0e7d2"), ("Note", "2θ in °")])
}
