import Foundation
import Reports
import Testing

@Suite struct PublishedTableTests {
    private static let header = "table,dataset,method,metric,published\n"

    private static func committed(_ number: Int) throws -> PublishedTable {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try PublishedTable(path: root.appending(path: "paper-tables/published/table\(number).csv").path)
    }

    @Test func table1IsThePapers() throws {
        let table = try Self.committed(1)
        #expect(table.number == 1)
        #expect(table.datasets == ["xrd-simulated", "xrd-measured"])
        #expect(
            table.methods == [
                "MSE & Dirichlet", "CE & Dirichlet", "CE & Softmax", "MSE", "MSE & prop.", "Stand. Rietveld",
                "Const. Rietveld",
            ])
        #expect(
            table.numbers(dataset: "xrd-measured", method: "Const. Rietveld").mapValues(\.text) == [
                .rmse: "1.7", .mmae: "3.12", .rrs: "100",
            ])
        #expect(
            table.numbers(dataset: "xrd-simulated", method: "MSE & prop.").mapValues(\.text) == [
                .rmse: "2.1", .mmae: "1.80", .rrs: "90.5",
            ])
        #expect(table.numbers(dataset: "xrd-simulated", method: "Const. Rietveld").isEmpty)
    }

    @Test func table2IsThePapers() throws {
        let table = try Self.committed(2)
        #expect(table.number == 2)
        #expect(table.datasets == ["urban", "jasper-ridge"])
        #expect(
            table.methods == [
                "MSE & Dirichlet", "CE & Dirichlet", "CE & Softmax", "MSE", "MSE & prop.", "SUnSAL", "HyperAE", "UnDIP",
            ])
        #expect(
            table.numbers(dataset: "urban", method: "UnDIP").mapValues(\.text) == [
                .rmse: "28.1", .mmae: "52.0", .rrs: "0.7",
            ])
        #expect(
            table.numbers(dataset: "jasper-ridge", method: "MSE & Dirichlet").mapValues(\.value) == [
                .rmse: 2.5, .mmae: 2.34, .rrs: 80.3,
            ])
    }

    @Test(arguments: [
        ("", 1, "the first line has to be 'table,dataset,method,metric,published'"),
        ("table,dataset\n", 1, "the first line has to be 'table,dataset,method,metric,published'"),
        (header, 1, "no line with a number"),
        (header + "1,urban,MSE,rmse\n", 2, "4 fields instead of 5"),
        (header + "one,urban,MSE,rmse,1\n", 2, "'one' is not the number of a table"),
        (header + "1,urban,MSE,rmse,1\n2,urban,MSE,mmae,1\n", 3, "a line of table 2 in a file of another table"),
        (header + "1,,MSE,rmse,1\n", 2, "no dataset or no method"),
        (header + "1,urban,MSE,RMSE,1\n", 2, "unknown metric 'RMSE'; known: rmse, mmae, rrs"),
        (header + "1,urban,MSE,rmse,nan\n", 2, "'nan' is not a percentage from 0 to 100"),
        (header + "1,urban,MSE,rmse,\n", 2, "'' is not a percentage from 0 to 100"),
        (header + "1,urban,MSE,rmse,100.5\n", 2, "'100.5' is not a percentage from 0 to 100"),
        (header + "1,urban,MSE,rmse,1\n1,urban,MSE,rmse,2\n", 3, "rmse of MSE on urban a second time"),
        (header + "1,urban,\"MSE,rmse,1\n", 2, "a quoted field does not end"),
    ])
    func refusesWhatIsNoTable(text: String, line: Int, reason: String) {
        #expect(throws: ReportError.file(path: "table.csv", line: line, reason: reason)) {
            try PublishedTable(text: text, path: "table.csv")
        }
    }

    @Test func errorIsOneLineWithItsPlace() {
        #expect(ReportError.file(path: "a.csv", line: 7, reason: "why").description == "a.csv:7: why")
    }

    @Test(arguments: ["", ".", "1.", ".5", "1.2.3", "-1", "+1", "1e3", "inf", " 1", "١"])
    func refusesWhatIsNoPlainNumber(text: String) {
        #expect(PublishedNumber(text) == nil)
    }
}
