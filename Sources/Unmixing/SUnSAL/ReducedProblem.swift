import NumericalMethods

/// The problem of SUnSAL in the few coordinates in which endmembers differ.
///
/// Where abundances sum to one, x = 1/K + Nw with orthonormal columns of N that sum to zero, and M and y may be measured
/// from the mean endmember m: Mx - y = MNw - (y - m). Otherwise N is the identity and m is zero. With the singular value
/// decomposition MN = U Σ Wᵀ, V = NW, A = ΣVᵀ and c = Uᵀ(y - m), the problem is
///
///     ½‖Ax - c‖² + Σ (αxₖ⁺ + βxₖ⁻),
///
/// up to a constant, with r = K or K - 1 numbers a pixel instead of a spectrum. The weights of the positive and of the
/// negative parts are α = β = λ where sums are free. Where they are one, ‖x‖₁ = 1 + 2Σxₖ⁻, so that α = 0 and β = 2λ. Where
/// abundances must not be negative, β is infinite. Nothing is squared on the way, so that
/// nearly dependent endmembers cost half the digits that the normal equations would cost; and a spectrum that all
/// endmembers share, which would hide their differences, is gone. Lengths are divided by the largest singular value.
struct ReducedProblem: Sendable {
    /// The number K of classes.
    let classes: Int
    /// The number of bands.
    let bands: Int
    /// The number r of coordinates.
    var dimensions: Int { singularValues.count }
    /// Whether abundances sum to one.
    let sumsToOne: Bool
    /// α, divided by the square of the largest singular value.
    let weightAbove: Double
    /// β, divided by the square of the largest singular value.
    let weightBelow: Double
    /// Σ, relative to the largest, falling; zero where a direction changes no spectrum.
    let singularValues: [Double]
    /// The columns of V, each as long as there are classes.
    let directions: [[Double]]
    /// The rows of Uᵀ over the largest singular value, each as long as there are bands.
    let basis: [[Double]]
    /// Uᵀm over the largest singular value.
    let origin: [Double]

    init(endmembers: Matrix<Double>, recipe: SUnSAL.Recipe) throws(UnsuitableSpectra) {
        let (classes, bands) = (endmembers.rows, endmembers.columns)
        precondition(classes > 0 && bands > 0, "\(classes) endmembers of \(bands) bands")
        if let index = endmembers.elements.firstIndex(where: { !$0.isFinite }) {
            throw UnsuitableSpectra(
                reason: "endmember \(index / bands) holds \(endmembers.elements[index]) in band \(index % bands)")
        }
        let scale = endmembers.elements.reduce(0) { max($0, abs($1)) }
        guard scale > 0 else { throw UnsuitableSpectra(reason: "all endmembers are zero") }
        self.classes = classes
        self.bands = bands

        let spectra = (0..<classes).map { endmembers.row($0).map { $0 / scale } }
        sumsToOne = recipe.constraints.contains(.sumToOne)
        let complement = sumsToOne ? directionsOfZeroSum(classes) : identity(classes)
        let columns = complement.map { direction in combination(of: spectra, weights: direction) }
        let decomposition = JacobiSVD(columns: columns)
        // Below the rounding of the spectra a singular value says nothing. One class that must sum to one, or equal
        // endmembers, leave no freedom and no scale.
        let noise = 1e-14 * spectra.reduce(0) { max($0, dot($1, $1)) }.squareRoot()
        let largest = decomposition.values.first.flatMap { $0 > noise ? $0 : nil } ?? 1
        singularValues = decomposition.values.map { $0 > 1e-14 * largest && $0 > noise ? $0 / largest : 0 }
        directions = decomposition.right.map { combination(of: complement, weights: $0) }
        basis = decomposition.left.map { vector in vector.map { $0 / (largest * scale) } }
        let mean = combination(of: spectra, weights: [Double](repeating: 1 / Double(classes), count: classes))
        origin = sumsToOne ? decomposition.left.map { dot($0, mean) / largest } : decomposition.left.map { _ in 0 }
        let sparsity = recipe.sparsity / (scale * largest) / (scale * largest)
        weightAbove = sumsToOne ? 0 : sparsity
        weightBelow = recipe.constraints.contains(.positivity) ? .infinity : sumsToOne ? 2 * sparsity : sparsity
    }

    /// Where x stands when w is zero: every class the same where they sum to one, otherwise none.
    var centre: Double { sumsToOne ? 1 / Double(classes) : 0 }

    /// The columns of A, each as long as there are coordinates.
    func columns() -> [[Double]] {
        (0..<classes).map { index in zip(singularValues, directions).map { $0 * $1[index] } }
    }
}

/// Orthonormal vectors whose entries sum to zero, one fewer than entries (Helmert's).
func directionsOfZeroSum(_ count: Int) -> [[Double]] {
    (1..<max(count, 1)).map { index in
        let length = Double(index * (index + 1)).squareRoot()
        return (0..<count).map { $0 < index ? 1 / length : $0 == index ? -Double(index) / length : 0 }
    }
}

private func identity(_ count: Int) -> [[Double]] {
    (0..<count).map { row in (0..<count).map { $0 == row ? 1 : 0 } }
}

/// The sum of vectors, each times its weight.
func combination(of vectors: [[Double]], weights: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: vectors.first?.count ?? 0)
    for (vector, weight) in zip(vectors, weights) {
        for index in sum.indices { sum[index] += weight * vector[index] }
    }
    return sum
}
