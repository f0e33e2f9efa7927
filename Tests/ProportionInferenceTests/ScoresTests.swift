import Foundation
import ProportionInference
import NumericalMethods
import Testing

@Suite struct ScoresTests {
    static func matrix(_ rows: [[Double]]) -> Matrix<Double> {
        Matrix(rows: rows.count, columns: rows.first?.count ?? 0, elements: rows.flatMap { $0 })
    }

    @Test("Two samples of three classes, worked by hand")
    func byHand() {
        // Errors (0.1, −0.1, 0) and (−0.2, 0.1, 0.1): squares sum to 0.02 + 0.06, over six entries. The first sample keeps
        // its support {0, 1}; the second is {0} and is predicted as {0, 1, 2}.
        let scores = Scores(
            predictions: Self.matrix([[0.6, 0.4, 0], [0.8, 0.1, 0.1]]),
            targets: Self.matrix([[0.5, 0.5, 0], [1, 0, 0]]))
        #expect(abs(scores.rmse - (0.08 / 6).squareRoot()) <= 1e-15)
        #expect(abs(scores.mmae - 0.15) <= 1e-15)
        #expect(scores.rrs == 0.5)
    }

    @Test("A class is predicted present above one percent, and truly present above zero")
    func support() {
        let targets = Self.matrix([[1, 0], [1 - 1e-9, 1e-9]])
        func rrs(_ first: [Double], _ second: [Double]) -> Double {
            Scores(predictions: Self.matrix([first, second]), targets: targets).rrs
        }
        #expect(rrs([1, 0], [0.98, 0.02]) == 1)
        #expect(rrs([0.99, 0.01], [0.98, 0.02]) == 1)
        #expect(rrs([0.99, 0.01.nextUp], [0.98, 0.02]) == 0.5)
        #expect(rrs([1, 0], [0.99, 0.01]) == 0.5)
        #expect(rrs([1, -1], [1, 0.01]) == 0.5)
        #expect(rrs([0.01, 0], [0.99, 0.01]) == 0)
    }

    @Test("Perfect predictions score 0, 0 and 1")
    func perfect() {
        let targets = Self.matrix([[0.25, 0.75, 0], [0, 0, 1]])
        #expect(Scores(predictions: targets, targets: targets) == Scores(rmse: 0, mmae: 0, rrs: 1))
    }

    @Test("A prediction that is not a number spoils the errors and recovers no support", arguments: 0..<3)
    func notANumber(broken: Int) {
        let targets = Self.matrix([[0.5, 0.5, 0], [1, 0, 0]])
        var predictions = targets
        predictions[1, broken] = .nan
        let scores = Scores(predictions: predictions, targets: targets)
        #expect(scores.rmse.isNaN && scores.mmae.isNaN && scores.rrs == 0.5)
        predictions[1, broken] = .infinity
        let infinite = Scores(predictions: predictions, targets: targets)
        #expect(infinite.rmse == .infinity && infinite.mmae == .infinity && infinite.rrs == 0.5)
    }

    @Test("No samples have no scores")
    func empty() {
        let none = Matrix<Double>(rows: 0, columns: 3, elements: [])
        let scores = Scores(predictions: none, targets: none)
        #expect(scores.rmse.isNaN && scores.mmae.isNaN && scores.rrs.isNaN)
    }

    @Test("Scores agree with NumPy")
    func numpy() throws {
        struct Fixture: Decodable {
            struct Case: Decodable {
                let classes: Int
                let targets: [Double]
                let predictions: [Double]
                let rmse: Double
                let mmae: Double
                let rrs: Double
            }
            let cases: [Case]
        }
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/losses/metrics.json")
        let cases = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file)).cases
        #expect(cases.count == 3)
        for reference in cases {
            let rows = reference.targets.count / reference.classes
            let scores = Scores(
                predictions: Matrix(rows: rows, columns: reference.classes, elements: reference.predictions),
                targets: Matrix(rows: rows, columns: reference.classes, elements: reference.targets))
            #expect(abs(scores.rmse - reference.rmse) <= 1e-14)
            #expect(abs(scores.mmae - reference.mmae) <= 1e-14)
            #expect(abs(scores.rrs - reference.rrs) <= 1e-14)
        }
    }

    @Test("Scores survive being written, also those of a diverged run")
    func coding() throws {
        let good = Scores(rmse: 0.025, mmae: 0.1, rrs: 1)
        #expect(try JSONDecoder().decode(Scores.self, from: JSONEncoder().encode(good)) == good)
        let diverged = Scores(rmse: .nan, mmae: .infinity, rrs: 0)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let written = try encoder.encode(diverged)
        #expect(String(decoding: written, as: UTF8.self) == #"{"mmae":null,"rmse":null,"rrs":0}"#)
        let read = try JSONDecoder().decode(Scores.self, from: written)
        #expect(read.rmse.isNaN && read.mmae.isNaN && read.rrs == 0)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Scores.self, from: Data(#"{"mmae":1,"rmse":1}"#.utf8))
        }
    }

    @Test("Each metric reads its score, and knows which is better")
    func metrics() {
        let scores = Scores(rmse: 1, mmae: 2, rrs: 3)
        #expect(ProportionMetric.allCases.map(\.card.name) == ["rmse", "mmae", "rrs"])
        #expect(ProportionMetric.allCases.map { $0.value(in: scores) } == [1, 2, 3])
        for metric in ProportionMetric.allCases {
            let (good, bad) = metric.better == .lower ? (0.1, 0.2) : (0.2, 0.1)
            #expect(metric.isBetter(good, than: bad) && !metric.isBetter(bad, than: good))
            #expect(!metric.isBetter(good, than: good))
            #expect(metric.isBetter(bad, than: .nan) && !metric.isBetter(.nan, than: bad))
            #expect(!metric.isBetter(.nan, than: .nan))
        }
        #expect(ProportionMetric.rrs.better == .higher)
        #expect(ProportionMetric.mmae.better == .lower)
    }

    @Test("Shapes that differ stop the program")
    func shapes() async {
        await #expect(processExitsWith: .failure) {
            _ = Scores(
                predictions: Matrix(rows: 2, columns: 3, repeating: 0),
                targets: Matrix(rows: 3, columns: 2, repeating: 0))
        }
    }
}
