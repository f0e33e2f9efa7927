/// What stands before the data of an array.
struct MatArrayHeader {
    let arrayClass: MatClass
    let isComplex: Bool
    let shape: [Int]
    /// The product of ``shape``.
    let count: Int
    let name: String
    /// Where the data elements stand.
    let data: Range<Int>
}
