internal import Foundation
internal import NumericalMethods
internal import ProportionInference
internal import Synchronization

/// Durations as people say them.
public enum TimeText {
    /// A duration to the second, or to the minute where it is long: `8 s`, `3 min 20 s`, `2 h 5 min`.
    public static func rough(_ duration: Duration) -> String {
        let seconds = Int(max(0, min(duration / .seconds(1), 1e9)).rounded())
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
        return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
}
