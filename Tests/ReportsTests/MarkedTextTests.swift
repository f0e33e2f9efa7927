import DeclarativeFiles
import Reports
import Testing

@Suite struct MarkedTextTests {
    private static let mark = "table2/undip/jasper-ridge/rrs/mean"

    private static func number(_ line: Int, _ column: Int, _ text: String, _ name: String, _ heading: String? = nil)
        -> MarkedNumber
    {
        MarkedNumber(
            place: SourcePlace(file: "a.md", line: line, column: column), text: text, name: name, heading: heading)
    }

    @Test(arguments: [
        ("moves to 22.41<!-- = NAME -->, ±", "22.41", 10), ("θ: 22.41 %<!-- = NAME --> is", "22.41", 4),
        ("by **-0.93**<!-- =NAME-->", "-0.93", 6), ("by −0.93 <!-- = NAME -->", "-0.93", 4),
        ("12.34 ± 0.54<!-- = NAME -->", "12.34 ± 0.54", 1), ("none, –<!-- = NAME -->", "–", 7),
        ("1 or 22<!-- = NAME -->", "22", 6),
    ])
    func aMarkIsOfTheNumberBeforeIt(line: String, text: String, column: Int) {
        let found = MarkedText("first\n" + line.replacing("NAME", with: Self.mark), file: "a.md")
        #expect(found.numbers == [Self.number(2, column, text, Self.mark)])
        #expect(found.problems.isEmpty)
    }

    @Test func aStarStandsForWhatHeadsTheColumn() {
        let found = MarkedText(
            """
            | | MSE & prop. | SUnSAL |
            |---|---:|---:|
            | Jasper Ridge<!-- = table2/*/jasper-ridge/mmae/mean --> | 1.41 | **7.02** |
            | not marked | 1 | 2 |

            | image | RMSE | MMAE, % | pixels | RRS |
            | :-- | -- | -- | -- | -- |
            | a \\| b<!-- = table2/sunsal/jasper-ridge/* --> | 6.94 | 7.02 | 3300 | 54<!-- = claims --> |
            """, file: "a.md")
        #expect(
            found.numbers == [
                Self.number(3, 60, "1.41", "table2/*/jasper-ridge/mmae/mean", "MSE & prop."),
                Self.number(3, 67, "7.02", "table2/*/jasper-ridge/mmae/mean", "SUnSAL"),
                Self.number(8, 51, "6.94", "table2/sunsal/jasper-ridge/rmse"),
                Self.number(8, 58, "7.02", "table2/sunsal/jasper-ridge/mmae"),
                Self.number(8, 72, "54", "claims"),
            ])
        #expect(found.problems.isEmpty)
    }

    @Test func codeHoldsNoMarks() {
        let found = MarkedText(
            """
            ```
            1.41<!-- = claims -->
            ```
            `1.41<!-- = claims -->` and <!-- a comment --> and 2<!-- remark -->
            """, file: "a.md")
        #expect(found.numbers.isEmpty && found.problems.isEmpty)
    }

    @Test(arguments: [
        ("nothing <!-- = claims -->", 9, "no number stands before the mark of claims"),
        ("1<!-- = two words -->", 2, "a mark is <!-- = TABLE/METHOD/COLUMN/SCORE -->"),
        ("1<!-- = -->", 2, "a mark is <!-- = TABLE/METHOD/COLUMN/SCORE -->"),
        (
            "| a<!-- = table2/*/b/mmae --> | 1 |", 4,
            "no column behind the mark of table2/*/b/mmae is headed by anything"
        ),
        ("| a<!-- = table2/b/c/* --> | 1 |", 4, "no column behind the mark of table2/b/c/* is headed by a score"),
    ])
    func aMarkThatMarksNothingIsAProblem(line: String, column: Int, message: String) {
        let found = MarkedText(line, file: "a.md")
        #expect(found.numbers.isEmpty)
        #expect(
            found.problems == [
                Problem(place: SourcePlace(file: "a.md", line: 1, column: column), message: message)
            ])
    }
}
