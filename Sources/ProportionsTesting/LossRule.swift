internal import NumericalMethods
public import ProportionInference

/// What every loss has to do, whatever it computes.
///
/// ```swift
/// @Test(arguments: LossRule.allCases) func conforms(rule: LossRule) {
///     #expect(rule.violations(by: MyLoss()) == [])
/// }
/// ```
/// The rules need no test library: each returns what it found, in words.
public enum LossRule: String, Sendable, CaseIterable {
    /// The gradient is that of the value, as central differences find it.
    case gradientIsThatOfTheValue
    /// Outputs of any size give finite values, gradients and proportions.
    case extremeOutputsStayFinite
    /// Proportions are zero or more, and sum to one where the loss says so.
    case proportionsLieOnTheSimplex
    /// Permuting the classes permutes gradient and proportions.
    case classesAreInterchangeable
    /// Outputs that are not numbers never look like a result.
    case notANumberStaysOne
    /// Training starts at uniform proportions, with a gradient for every output.
    case trainingStartsUniformAndAlive
    /// Gradient descent on free outputs reaches the targets.
    case descentReachesTheTargets

    /// Tries a loss with two to eight classes.
    ///
    /// - Parameters:
    ///   - loss: The loss.
    ///   - classCounts: The numbers of classes.
    /// - Returns: Where the loss breaks the rule, a sentence for each place; nothing where it keeps it.
    public func violations(by loss: any ProportionLoss, classCounts: ClosedRange<Int> = 2...8) -> [String] {
        classCounts.flatMap { classes in
            var trial = LossTrial(loss: loss, classes: classes)
            switch self {
            case .gradientIsThatOfTheValue: trial.compareWithCentralDifferences()
            case .extremeOutputsStayFinite: trial.tryExtremeOutputs()
            case .proportionsLieOnTheSimplex: trial.checkSimplex()
            case .classesAreInterchangeable: trial.permuteClasses()
            case .notANumberStaysOne: trial.breakOutputs()
            case .trainingStartsUniformAndAlive: trial.checkStart()
            case .descentReachesTheTargets: trial.descend()
            }
            return trial.violations.map { "\(classes) classes: \($0)" }
        }
    }
}

/// One loss with one number of classes.
private struct LossTrial {
    let loss: any ProportionLoss
    let classes: Int
    var stream: RandomStream
    var violations: [String] = []

    init(loss: any ProportionLoss, classes: Int) {
        self.loss = loss
        self.classes = classes
        stream = RandomStream(seed: UInt64(classes))
    }

    private mutating func require(_ holds: Bool, _ violation: @autoclosure () -> String) {
        if !holds { violations.append(violation()) }
    }

    /// Points of the simplex that losses meet: all classes present, every other one absent, one alone, all equal.
    private mutating func targetKinds() -> [[Double]] {
        let dense = stream.dirichlet([Double](repeating: 1, count: classes))
        let sparse = dense.indices.map { $0.isMultiple(of: 2) ? dense[$0] : 0 }
        let sum = sparse.reduce(0, +)
        let present = stream.integer(below: classes)
        return [
            dense, sparse.map { $0 / sum }, (0..<classes).map { $0 == present ? 1 : 0 },
            [Double](repeating: 1 / Double(classes), count: classes),
        ]
    }

    mutating func compareWithCentralDifferences() {
        for scale in [0.3, 3, 30] {
            for targets in targetKinds() {
                // At least ten steps away from zero, where a rectifier has its kink.
                let outputs = (0..<classes).map { _ in
                    let output = scale * stream.normal()
                    return output + (output < 0 ? -1e-3 : 1e-3)
                }
                let (value, gradient) = loss.evaluate(outputs, targets)
                for k in 0..<classes {
                    // Rounding makes an error of about 1e-16 L/h, here 1e-12 L. The next term of the Taylor series makes
                    // one of h² L‴/6, here 1.7e-9 L‴; the largest third derivative of the paper's losses is that of −ψ at
                    // α = 1, π⁴/15 = 6.5.
                    let step = 1e-4
                    var (above, below) = (outputs, outputs)
                    above[k] += step
                    below[k] -= step
                    let difference =
                        (loss.evaluate(above, targets).value - loss.evaluate(below, targets).value) / (2 * step)
                    require(
                        abs(gradient[k] - difference) <= 2e-8 + 1e-11 * abs(value),
                        "dL/da of class \(k) is \(gradient[k]), and differences give \(difference), at the outputs "
                            + "\(outputs) and the targets \(targets)")
                }
            }
        }
    }

    mutating func tryExtremeOutputs() {
        let extremes = [0, -0.0, 1, -1, 1e30, -1e30, 1e-30, -1e-30, 3e38, -3e38]
        let mixed = (0..<200).map { _ in (0..<classes).map { _ in extremes[stream.integer(below: extremes.count)] } }
        for outputs in mixed + extremes.map({ [Double](repeating: $0, count: classes) }) {
            for targets in targetKinds() {
                let (value, gradient) = loss.evaluate(outputs, targets)
                require(value.isFinite, "L is \(value) at the outputs \(outputs)")
                require(gradient.allSatisfy { $0.isFinite }, "dL/da is \(gradient) at the outputs \(outputs)")
            }
            let proportions = loss.proportions(outputs)
            require(
                proportions.allSatisfy { $0.isFinite && $0 >= 0 },
                "the proportions are \(proportions) at the outputs \(outputs)")
        }
    }

    mutating func checkSimplex() {
        for scale in [0, 1e-30, 1, 100, 1e30] {
            for _ in 0..<20 {
                let proportions = loss.proportions((0..<classes).map { _ in scale * stream.normal() })
                require(proportions.allSatisfy { $0 >= 0 }, "proportions are negative: \(proportions)")
                require(
                    !loss.sumsToOne || abs(proportions.reduce(0, +) - 1) <= 1e-15 * Double(classes),
                    "proportions do not sum to one: \(proportions)")
            }
        }
    }

    mutating func permuteClasses() {
        for targets in targetKinds() {
            let outputs = (0..<classes).map { _ in 3 * stream.normal() }
            var order = Array(0..<classes)
            stream.shuffle(&order)
            let (value, gradient) = loss.evaluate(outputs, targets)
            let proportions = loss.proportions(outputs)
            let permuted = loss.evaluate(order.map { outputs[$0] }, order.map { targets[$0] })
            let permutedProportions = loss.proportions(order.map { outputs[$0] })
            // Sums are taken in another order: a few units in the last place of terms no larger than 20.
            require(abs(permuted.value - value) <= 1e-13, "L changes from \(value) to \(permuted.value)")
            for (position, k) in order.enumerated() {
                require(
                    abs(permuted.gradient[position] - gradient[k]) <= 1e-13,
                    "dL/da of class \(k) changes from \(gradient[k]) to \(permuted.gradient[position])")
                require(
                    abs(permutedProportions[position] - proportions[k]) <= 1e-15,
                    "the proportion of class \(k) changes from \(proportions[k]) to \(permutedProportions[position])")
            }
        }
    }

    mutating func breakOutputs() {
        for targets in targetKinds() {
            for broken in 0..<classes {
                var outputs = (0..<classes).map { _ in stream.normal() }
                outputs[broken] = .nan
                let value = loss.evaluate(outputs, targets).value
                require(value.isNaN, "L is \(value) where output \(broken) is not a number, for the targets \(targets)")
                let proportion = loss.proportions(outputs)[broken]
                require(
                    proportion.isNaN, "the proportion of class \(broken) is \(proportion), and its output no number")
            }
        }
    }

    mutating func checkStart() {
        let outputs = [Double](repeating: loss.startingOutputBias(classes: classes), count: classes)
        let start = loss.proportions(outputs)
        require(
            start.allSatisfy { abs($0 - 1 / Double(classes)) <= 1e-15 }, "training starts at the proportions \(start)")
        for present in 0..<classes {
            let gradient = loss.evaluate(outputs, (0..<classes).map { $0 == present ? 1 : 0 }).gradient
            for k in 0..<classes {
                require(
                    k == present ? gradient[k] < -1e-3 : gradient[k] > 1e-3,
                    "dL/da of class \(k) is \(gradient[k]) at the start, where only class \(present) is present")
            }
        }
    }

    mutating func descend() {
        for targets in targetKinds() {
            // Far from a rectifier's zero. Nearer to it, the output of a class with a small proportion is pushed below
            // zero while the large classes still grow, and stays there: a weakness that the paper's losses have.
            var outputs = [Double](repeating: 100, count: classes)
            var (value, gradient) = loss.evaluate(outputs, targets)
            // The step grows while the loss falls and shrinks when it rises: some losses have their minimum at infinity.
            var step = 0.1
            for _ in 0..<4000 {
                let next = zip(outputs, gradient).map { $0 - step * $1 }
                let (nextValue, nextGradient) = loss.evaluate(next, targets)
                if nextValue <= value {
                    (outputs, value, gradient) = (next, nextValue, nextGradient)
                    step *= 1.2
                } else {
                    step /= 2
                }
            }
            // One step may still carry a class below 0.02 past a rectifier's zero.
            let reached = loss.proportions(outputs)
            require(
                zip(reached, targets).allSatisfy { abs($0 - $1) <= 0.02 },
                "descent ends at the proportions \(reached) for the targets \(targets)")
        }
    }
}
