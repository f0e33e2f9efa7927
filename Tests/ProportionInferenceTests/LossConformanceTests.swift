import ProportionInference
import NumericalMethods
import Testing

/// What every loss of the catalogue has to do, whatever it computes.
@Suite struct LossConformanceTests {
    static let losses = LossCatalog.all.entries
    static let classCounts = 2...8

    @Test("The gradient is that of the value", arguments: losses, classCounts)
    func gradientAgreesWithCentralDifferences(loss: any ProportionLoss, classes: Int) {
        var stream = RandomStream(seed: UInt64(classes))
        for scale in [0.3, 3, 30] {
            for targets in targetKinds(classes: classes, stream: &stream) {
                // At least ten steps away from zero, where a rectifier has its kink.
                let outputs = (0..<classes).map { _ in
                    let output = scale * stream.normal()
                    return output + (output < 0 ? -1e-3 : 1e-3)
                }
                let (value, gradient) = loss.evaluate(outputs, targets)
                for k in 0..<classes {
                    // Rounding makes an error of about 1e-16 L/h, here 1e-12 L. The next term of the Taylor series makes one
                    // of h² L‴/6, here 1.7e-9 L‴; the largest third derivative is that of −ψ at α = 1, π⁴/15 = 6.5.
                    let step = 1e-4
                    var (above, below) = (outputs, outputs)
                    above[k] += step
                    below[k] -= step
                    let difference =
                        (loss.evaluate(above, targets).value - loss.evaluate(below, targets).value) / (2 * step)
                    #expect(
                        abs(gradient[k] - difference) <= 2e-8 + 1e-11 * value,
                        "class \(k) of \(outputs), targets \(targets)")
                }
            }
        }
    }

    @Test("Outputs of any size give finite values, gradients and proportions", arguments: losses, classCounts)
    func extremeOutputs(loss: any ProportionLoss, classes: Int) {
        var stream = RandomStream(seed: UInt64(classes))
        let extremes = [0, -0.0, 1, -1, 1e30, -1e30, 1e-30, -1e-30, 3e38, -3e38]
        let mixed = (0..<200).map { _ in (0..<classes).map { _ in extremes[stream.integer(below: extremes.count)] } }
        for outputs in mixed + extremes.map({ [Double](repeating: $0, count: classes) }) {
            for targets in targetKinds(classes: classes, stream: &stream) {
                let (value, gradient) = loss.evaluate(outputs, targets)
                #expect(value.isFinite && value >= 0, "\(outputs)")
                #expect(gradient.allSatisfy { $0.isFinite }, "\(outputs)")
            }
            let proportions = loss.proportions(outputs)
            #expect(proportions.allSatisfy { $0.isFinite && $0 >= 0 }, "\(outputs)")
        }
    }

    @Test("Proportions sum to one where the loss says so", arguments: losses, classCounts)
    func proportionsAreOnTheSimplex(loss: any ProportionLoss, classes: Int) {
        var stream = RandomStream(seed: UInt64(classes))
        for scale in [0, 1e-30, 1, 100, 1e30] {
            for _ in 0..<20 {
                let proportions = loss.proportions((0..<classes).map { _ in scale * stream.normal() })
                #expect(proportions.allSatisfy { $0 >= 0 })
                #expect(!loss.sumsToOne || abs(proportions.reduce(0, +) - 1) <= 1e-15 * Double(classes))
            }
        }
    }

    @Test("Permuting the classes permutes gradient and proportions", arguments: losses, classCounts)
    func classesAreInterchangeable(loss: any ProportionLoss, classes: Int) {
        var stream = RandomStream(seed: UInt64(classes))
        for targets in targetKinds(classes: classes, stream: &stream) {
            let outputs = (0..<classes).map { _ in 3 * stream.normal() }
            var order = Array(0..<classes)
            stream.shuffle(&order)
            let (value, gradient) = loss.evaluate(outputs, targets)
            let proportions = loss.proportions(outputs)
            let permuted = loss.evaluate(order.map { outputs[$0] }, order.map { targets[$0] })
            let permutedProportions = loss.proportions(order.map { outputs[$0] })
            // Sums are taken in another order: a few units in the last place of terms no larger than 20.
            #expect(abs(permuted.value - value) <= 1e-13)
            for (position, k) in order.enumerated() {
                #expect(abs(permuted.gradient[position] - gradient[k]) <= 1e-13)
                #expect(abs(permutedProportions[position] - proportions[k]) <= 1e-15)
            }
        }
    }

    @Test("Outputs that are not numbers never look like a result", arguments: losses, classCounts)
    func notANumber(loss: any ProportionLoss, classes: Int) {
        var stream = RandomStream(seed: UInt64(classes))
        for targets in targetKinds(classes: classes, stream: &stream) {
            for broken in 0..<classes {
                var outputs = (0..<classes).map { _ in stream.normal() }
                outputs[broken] = .nan
                #expect(loss.evaluate(outputs, targets).value.isNaN, "class \(broken), targets \(targets)")
                #expect(loss.proportions(outputs)[broken].isNaN)
            }
        }
    }

    @Test("Training starts at uniform proportions, with a gradient for every output", arguments: losses, classCounts)
    func start(loss: any ProportionLoss, classes: Int) {
        let outputs = [Double](repeating: loss.startingOutputBias(classes: classes), count: classes)
        #expect(loss.proportions(outputs).allSatisfy { abs($0 - 1 / Double(classes)) <= 1e-15 })
        for present in 0..<classes {
            let gradient = loss.evaluate(outputs, (0..<classes).map { $0 == present ? 1 : 0 }).gradient
            for k in 0..<classes {
                #expect(k == present ? gradient[k] < -1e-3 : gradient[k] > 1e-3, "class \(k), present \(present)")
            }
        }
    }

    @Test("Gradient descent on free outputs reaches the targets", arguments: losses, classCounts)
    func descentReachesTargets(loss: any ProportionLoss, classes: Int) {
        var stream = RandomStream(seed: UInt64(classes))
        for targets in targetKinds(classes: classes, stream: &stream) {
            // Far from a rectifier's zero. Nearer to it, the output of a class with a small proportion is pushed below zero
            // while the large classes still grow, and stays there: a weakness that the paper's losses have.
            var outputs = [Double](repeating: 100, count: classes)
            var (value, gradient) = loss.evaluate(outputs, targets)
            // The step grows while the loss falls and shrinks when it rises: some losses have their minimum at infinity.
            var step = 0.1
            for _ in 0..<2000 {
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
            let errors = zip(loss.proportions(outputs), targets).map { abs($0 - $1) }
            #expect(errors.allSatisfy { $0 <= 0.02 }, "\(loss.proportions(outputs)) for \(targets)")
        }
    }
}
