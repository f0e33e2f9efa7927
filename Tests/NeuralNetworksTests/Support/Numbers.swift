import TestSupport
import NeuralNetworks

/// The kinds of numbers that batches are made of.
enum Numbers {
    /// Integers from -3 to 3, of which sums of a few million are exact in a `Float`, whatever their order.
    ///
    /// They also make what reals never do: equal maxima, and sums that are exactly zero.
    case integers
    /// Reals in [-1, 1).
    case reals
}
