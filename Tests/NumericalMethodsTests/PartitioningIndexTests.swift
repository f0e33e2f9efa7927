import NumericalMethods
import Testing

@Suite("Where something begins to be true")
struct PartitioningIndexTests {
    @Test("it is the first such index, and the end where there is none", arguments: 0...17)
    func linear(count: Int) {
        // Equal values stand together.
        let values = (0..<count).map { $0 / 2 }
        for bound in -1...count {
            #expect(values.partitioningIndex { $0 >= bound } == values.firstIndex { $0 >= bound } ?? values.count)
            #expect(values.partitioningIndex { $0 > bound } == values.firstIndex { $0 > bound } ?? values.count)
        }
    }

    @Test("indices of a part are those of the whole")
    func slice() {
        #expect([0, 1, 2, 3, 4, 5][2...].partitioningIndex { $0 >= 4 } == 4)
    }
}
