extension UnitCell {
    /// The cell with its lengths multiplied, those that are equal with the same factor, and the same angles.
    ///
    /// Equal lengths are taken to be equal by symmetry.
    func stretched(by factors: [Double]) -> UnitCell {
        let stretchB = b == a ? factors[0] : factors[1]
        let stretchC = c == a ? factors[0] : c == b ? stretchB : factors[2]
        // A cell that is a little longer or shorter is a cell, so there is nothing to fall back to.
        return UnitCell(
            a: a * factors[0], b: b * stretchB, c: c * stretchC, alpha: alpha, beta: beta, gamma: gamma) ?? self
    }
}
