import NumericalMethods
import ProportionInference
import ProportionsTesting
import Testing

@Suite struct LossConformanceTests {
    @Test("Every loss of the catalogue keeps every rule", arguments: LossCatalog.all.entries, LossRule.allCases)
    func conforms(loss: any ProportionLoss, rule: LossRule) {
        #expect(rule.violations(by: loss) == [])
    }

    /// A loss that breaks one rule, made of one that keeps them all.
    private struct BrokenLoss: ProportionLoss {
        let broken: LossRule
        private var base: any ProportionLoss { LossCatalog.all.entries[2] }

        var card: CatalogCard { CatalogCard(name: "broken", title: "Broken", summary: "None.", reference: "None") }

        func startingOutputBias(classes: Int) -> Double { 0 }

        func valueAndGradient(
            outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
        ) -> Double {
            var value = base.valueAndGradient(outputs: outputs, targets: targets, gradient: &gradient)
            let largest = outputs.indices.reduce(0) { max($0, abs(outputs[$1])) }
            switch broken {
            case .gradientIsThatOfTheValue: gradient[0] *= 1.001
            case .extremeOutputsStayFinite: if largest > 1e20 { value = .infinity }
            case .proportionsLieOnTheSimplex: break
            case .classesAreInterchangeable: gradient[outputs.count - 1] *= 1.000_001
            case .notANumberStaysOne: if value.isNaN { value = 1 }
            case .trainingStartsUniformAndAlive:
                if largest == 0 { for k in outputs.indices { gradient[k] = 0 } }
            case .descentReachesTheTargets: for k in outputs.indices { gradient[k] = -gradient[k] }
            }
            return value
        }

        func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
            base.writeProportions(outputs: outputs, into: &proportions)
            if broken == .proportionsLieOnTheSimplex { proportions[0] += 1e-9 }
        }
    }

    @Test("Each rule finds a loss that breaks it", arguments: LossRule.allCases)
    func findsBrokenLosses(rule: LossRule) {
        #expect(!rule.violations(by: BrokenLoss(broken: rule), classCounts: 3...3).isEmpty)
    }
}
