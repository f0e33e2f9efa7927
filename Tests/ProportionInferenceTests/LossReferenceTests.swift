import Foundation
import ProportionInference
import ProportionsTesting
import Testing

/// Values, gradients and proportions that PyTorch computes, and a few worked by hand.
@Suite struct LossReferenceTests {
    struct Fixture: Decodable {
        let madeWith: String
        let cases: [Case]
    }

    struct Case: Decodable {
        let loss: String
        let outputs: [Double]
        let targets: [Double]
        let value: Double
        let gradient: [Double]
        let proportions: [Double]
    }

    /// The cases of a loss: PyTorch's for the paper's five, mpmath's for the others.
    static func cases(of loss: String) throws -> [Case] {
        try ["losses.json", "beyond.json"].flatMap { name in
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../Fixtures/losses/\(name)")
            return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file)).cases
        }.filter { $0.loss == loss }
    }

    @Test("Losses agree with PyTorch or mpmath", arguments: LossCatalog.all.entries)
    func agreement(loss: any ProportionLoss) throws {
        let cases = try Self.cases(of: loss.card.name)
        #expect(cases.count >= 50)
        for reference in cases {
            let (value, gradient) = loss.evaluate(reference.outputs, reference.targets)
            let proportions = loss.proportions(reference.outputs)
            #expect(abs(value - reference.value) <= 1e-12 * max(1, abs(reference.value)), "\(reference.outputs)")
            for k in gradient.indices {
                let tolerance = 1e-12 * max(1, abs(reference.gradient[k]))
                #expect(abs(gradient[k] - reference.gradient[k]) <= tolerance, "class \(k) of \(reference.outputs)")
                #expect(abs(proportions[k] - reference.proportions[k]) <= 1e-14 * max(1, proportions[k]))
            }
        }
    }

    @Test("Two classes, α = (3, 1), worked by hand")
    func byHand() throws {
        // S = 4 and ŷ = (3/4, 1/4). The targets are (1/2, 1/2): ‖y − ŷ‖² = 1/8; Σ ŷ(1 − ŷ)/(S + 1) = (3/8)/5 = 3/40.
        let (outputs, targets) = ([2.0, 0.0], [0.5, 0.5])
        func value(_ name: String) throws -> Double {
            try #require(LossCatalog.all[name]).evaluate(outputs, targets).value
        }
        #expect(try abs(value("mse-proportion") - 1 / 8) <= 1e-15)
        #expect(try abs(value("mse-dirichlet") - (1 / 8 + 3 / 40)) <= 1e-15)
        // ψ(4) − ψ(3) = 1/3 and ψ(4) − ψ(1) = 1 + 1/2 + 1/3.
        #expect(try abs(value("ce-dirichlet") - (1.0 / 3 + 11.0 / 6) / 2) <= 1e-14)
        #expect(try abs(value("mse") - 2.5) <= 1e-15)
        #expect(try abs(value("ce-softmax") - (log(1 + exp(2)) - 1)) <= 1e-14)
    }

    @Test("A target of (1, 0) pulls its class up and pushes the other down by known amounts")
    func gradientByHand() throws {
        // α = (2, 2), S = 4: ψ₁(4) = π²/6 − 1 − 1/4 − 1/9 and ψ₁(2) = π²/6 − 1.
        let crossEntropy = try #require(LossCatalog.all["ce-dirichlet"])
        let gradient = crossEntropy.evaluate([1, 1], [1, 0]).gradient
        #expect(abs(gradient[0] - (-1.0 / 4 - 1.0 / 9)) <= 1e-14)
        #expect(abs(gradient[1] - (Double.pi * Double.pi / 6 - 49.0 / 36)) <= 1e-14)
    }

    @Test("The paper's five come first, in its order and with its names")
    func catalog() {
        let paper = LossCatalog.all.cards.prefix(5)
        #expect(paper.map(\.title) == ["MSE & Dirichlet", "CE & Dirichlet", "CE & Softmax", "MSE", "MSE & prop."])
        #expect(paper.map(\.name) == ["mse-dirichlet", "ce-dirichlet", "ce-softmax", "mse", "mse-proportion"])
    }

    @Test("Every type of the sources that is a loss is in the catalogue")
    func everyLossIsListed() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var written: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let code = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                .filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }.joined(separator: "\n")
            let conformance = #/(?:struct|class|enum|actor|extension)\s+(\w+)[^{}]*:[^{}]*\bProportionLoss\b/#
            written.formUnion(code.matches(of: conformance).map { String($0.1) })
        }
        #expect(written == Set(LossCatalog.all.entries.map { "\(type(of: $0))" }))
    }
}
