/// The product of lengths that come from a file, or nothing where one is negative or the product overflows.
func checkedProduct(_ lengths: some Sequence<Int>) -> Int? {
    var product = 1
    for length in lengths {
        let (next, overflows) = product.multipliedReportingOverflow(by: length)
        guard length >= 0, !overflows else { return nil }
        product = next
    }
    return product
}
