internal import Foundation

/// How the learning rate goes from the first step of training to the last.
public enum LearningRateSchedule: String, Sendable, CaseIterable {
    /// It stays.
    case constant
    /// It falls to zero along half a cosine: Loshchilov & Hutter, "SGDR" (2017), Eq. 5, without restarts.
    case cosine

    /// What the learning rate is multiplied with.
    ///
    /// - Parameter progress: The share of all steps that is done, 0 to 1.
    /// - Returns: The factor, 1 at the start.
    public func factor(progress: Double) -> Double {
        switch self {
        case .constant: 1
        case .cosine: 0.5 * (1 + cos(.pi * progress))
        }
    }
}
