internal import NumericalMethods

/// The covariances of the unknowns of a refinement: the inverse of the second derivatives of C/2.
struct Covariance {
    private let places: [Int: Int]
    private let matrix: [Double]

    /// Inverts the part of the normal matrix that belongs to some unknowns, or gives nothing where that is singular.
    init?(_ linearization: RefinementLinearization, unknowns: Set<Int>) {
        let order = unknowns.sorted()
        let units = order.map { 1 / linearization.normal[$0 * (linearization.count + 1)].squareRoot() }
        guard units.allSatisfy(\.isFinite) else { return nil }
        let scaled = order.indices.flatMap { row in
            order.indices.map { column in
                linearization.normal[order[row] * linearization.count + order[column]] * units[row] * units[column]
            }
        }
        guard let inverse = CholeskyFactor(scaled, order: order.count)?.inverse() else { return nil }
        matrix = order.indices.flatMap { row in
            order.indices.map { inverse[row * order.count + $0] * units[row] * units[$0] }
        }
        places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    }

    func contains(_ unknown: Int) -> Bool { places[unknown] != nil }

    /// The covariance of two unknowns; zero where one of them is fixed.
    subscript(first: Int, second: Int) -> Double {
        guard let row = places[first], let column = places[second] else { return 0 }
        return matrix[row * places.count + column]
    }
}
