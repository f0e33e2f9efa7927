import Experiments
import Foundation
import NumericalMethods
import ProportionInference
import ScientificFormats
import Testing

@Suite("Scores block by block, and fits")
struct BlockScoresTests {
    @Test("a run leaves its scores block by block, and they are those of its record")
    func record() throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        for run in plan.runs {
            let test = try #require(try laboratory.record(run).tests.first)
            let file = try #require(test.blocks)
            let path = laboratory.path(run) + "/" + file.file
            let blocks = try BlockScoresFile.read(path: path)
            // Thirty independent samples are a block each.
            #expect(file.file == "blocks.csv" && blocks.blocks.map(\.samples) == Array(repeating: 1, count: 30))
            #expect(try ContentDigest.sha256(ofFile: path) == file.sha256)
            for metric in ProportionMetric.allCases {
                #expect(abs(blocks.score(metric) - metric.value(in: test.scores)) <= 1e-14)
            }
        }
        // Without the file a run is not done.
        try FileManager.default.removeItem(atPath: laboratory.path(plan.runs[0]) + "/blocks.csv")
        #expect(try laboratory.carryOut(plan).completed == 1)
    }

    @Test("samples without blocks of their own are dealt out to a hundred")
    func dealing() {
        func blocks(_ count: Int) -> [Int] {
            let samples = LabelledSamples(
                inputs: Matrix(rows: count, columns: 1, elements: Array(repeating: 0, count: count)),
                proportions: Matrix(rows: count, columns: 1, elements: Array(repeating: 1, count: count)))
            return PreparedDataset.TestPart(name: "t", samples: samples).blocks
        }
        #expect(blocks(24) == Array(0..<24))
        #expect(blocks(250)[99...101] == [99, 0, 1])
        #expect(Set(blocks(250)).count == 100)
    }

    @Test("scores come back from their file bit for bit, and a damaged file is refused by line")
    func roundTrip() throws {
        let scores = BlockScores([
            BlockScores.Block(samples: 3, scores: Scores(rmse: 0.1, mmae: 1.0 / 3, rrs: 1)),
            BlockScores.Block(samples: 100, scores: Scores(rmse: .pi, mmae: 1e-300, rrs: 0)),
        ])
        let path = FileManager.default.temporaryDirectory.appending(path: "blocks-\(UUID()).csv").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(BlockScoresFile.encode(scores)).write(to: URL(filePath: path))
        #expect(try BlockScoresFile.read(path: path) == scores)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for (broken, place) in [
            (text.replacing("1,100", with: "2,100"), "line 3"), (text.replacing("0,3,", with: "0,0,"), "line 2"),
            (text.replacing("3.14", with: "x3.14"), "line 3"), ("block\n1\n", "line 1"),
        ] {
            try Data(broken.utf8).write(to: URL(filePath: path))
            let error = #expect(throws: FormatError.self) { try BlockScoresFile.read(path: path) }
            #expect(error?.place == place, "\(broken)")
        }
        try Data(text.prefix { $0 != "\n" }.utf8).write(to: URL(filePath: path))
        #expect(throws: FormatError.self) { try BlockScoresFile.read(path: path) }
    }

    @Test("fits of any length come back from their file")
    func fits() throws {
        let fits = [
            MethodResult.Fit(positions: [5, 5.02, 5.04], measured: [10, 12, 9], calculated: [10.5, 11, 9.25]),
            MethodResult.Fit(positions: [7, 8], measured: [1, 0], calculated: [0.5, .nan]),
        ]
        let path = FileManager.default.temporaryDirectory.appending(path: "fits-\(UUID()).npy").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(FitsFile.encode(fits)).write(to: URL(filePath: path))
        let read = try FitsFile.read(path: path)
        #expect(read[0] == fits[0] && read[1].positions == [7, 8] && read[1].measured == [1, 0])
        #expect(read[1].calculated[0] == 0.5 && read[1].calculated[1].isNaN)
        try Data(NPYFile.encode([1.0, 2], shape: [1, 2])).write(to: URL(filePath: path))
        #expect(throws: FormatError.self) { try FitsFile.read(path: path) }
    }
}
