import NumericalMethods
import Testing

@Suite struct MatrixTests {
    let matrix = Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])

    @Test("Entries stand row by row")
    func layout() {
        #expect(matrix[0, 2] == 3 && matrix[1, 0] == 4)
        #expect(Array(matrix.row(1)) == [4, 5, 6])
        var changed = matrix
        changed[1, 1] = 9
        #expect(changed.elements == [1, 2, 3, 4, 9, 6])
    }

    @Test("Rows are selected in the order asked for, again and again")
    func selection() {
        #expect(matrix.selectingRows([1, 0, 1]).elements == [4, 5, 6, 1, 2, 3, 4, 5, 6])
        #expect(matrix.selectingRows([]) == Matrix(rows: 0, columns: 3, elements: []))
    }

    @Test("A wrong number of entries stops the program")
    func wrongCount() async {
        await #expect(processExitsWith: .failure) {
            _ = Matrix(rows: 2, columns: 2, elements: [1, 2, 3])
        }
    }
}
