/// A network's outputs a, read as the concentrations of a Dirichlet distribution.
///
///     α = ReLU(a) + 1,   S = Σ α,   ŷ = α/S
///
/// What losses share that read outputs so. All of it works on the K outputs of one sample.
///
/// Source: the paper, section 2, which takes α from Sensoy, Kaplan and Kandemir, Evidential Deep Learning to Quantify
/// Classification Uncertainty, NeurIPS 2018.
public enum RectifiedConcentrations {
    /// The output b at which all classes start.
    ///
    /// Training moves the outputs to the mean proportions first. From α = b + 1 for each of K classes, a class of mean
    /// proportion p comes to α = pK(b + 1) while S has not changed yet; below 1 there is no such α, and the output is
    /// pushed under zero for all samples, where no gradient reaches it again. With b = 1 and four classes that befalls a
    /// class of 12 %; with b = 10 only one of 2 %.
    public static let startingOutput = 10.0

    /// ReLU(a): an output that is not a number stays one.
    @inlinable
    public static func rectified(_ output: Double) -> Double { output < 0 ? 0 : output }

    /// The concentration α = ReLU(a) + 1 of an output.
    @inlinable
    public static func concentration(_ output: Double) -> Double { rectified(output) + 1 }

    /// The total concentration S = Σ α, at least the number of classes.
    @inlinable
    public static func total(_ outputs: Span<Double>) -> Double {
        var total = 0.0
        for k in outputs.indices {
            total += concentration(outputs[k])
        }
        return total
    }

    /// Writes ŷ = α/S, the mean of the Dirichlet distribution.
    @inlinable
    public static func writeMeanProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        let total = total(outputs)
        for k in outputs.indices {
            proportions[k] = concentration(outputs[k]) / total
        }
    }

    /// Turns the derivatives of a loss L(ŷ, S) into its derivatives dL/da, in place.
    ///
    /// Since dŷⱼ/dαₖ = (δⱼₖ − ŷⱼ)/S and dS/dαₖ = 1,
    ///
    ///     dL/dαₖ = (∂L/∂ŷₖ − Σⱼ ŷⱼ ∂L/∂ŷⱼ)/S + ∂L/∂S,
    ///
    /// and dL/daₖ is the same where aₖ > 0 and zero elsewhere.
    ///
    /// - Parameters:
    ///   - outputs: The outputs a.
    ///   - total: Their total concentration S.
    ///   - totalDerivative: ∂L/∂S, at constant ŷ.
    ///   - gradient: Holds ∂L/∂ŷ, at constant S, and receives dL/da.
    @inlinable
    public static func pullBackToOutputs(
        outputs: Span<Double>, total: Double, totalDerivative: Double = 0, gradient: inout MutableSpan<Double>
    ) {
        var meanDerivative = 0.0
        for k in outputs.indices {
            meanDerivative += concentration(outputs[k]) / total * gradient[k]
        }
        for k in outputs.indices {
            gradient[k] = outputs[k] > 0 ? (gradient[k] - meanDerivative) / total + totalDerivative : 0
        }
    }
}
