/// The weight fractions of phases and their covariances: those of the phases that count sum to one, and the others are relative to
/// these.
///
/// A fraction is w_p = m_p/Σm, with the masses m_q = S_q/τ_q of the scales S and Σm over the phases that count. With the derivatives
/// J_pq = (δ_pq - [q counts] w_p)/Σm along the masses, the covariances of the fractions are
///
///     J (C_qr/(τ_q τ_r) + m_q Σ_qr m_r) Jᵀ
///
/// with the covariances C of the scales and Σ of ``SharedIntensityError``.
struct WeightFractions {
    /// The fraction of each phase; zeros where no phase that counts is there.
    let values: [Double]
    /// The covariances, phases x phases; nothing where those of the scales are not known.
    let covariances: [[Double]]?
    private let counted: Int

    /// Finds the fractions of masses.
    ///
    /// - Parameters:
    ///   - masses: m of each phase, in any unit.
    ///   - factors: τ of each phase.
    ///   - counted: How many of the phases count; they come first.
    ///   - scales: The covariances of the scales.
    ///   - shared: Those of the logarithms of the masses, which no scale knows of, or nothing for what the fit alone tells.
    init(masses: [Double], factors: [Double], counted: Int, scales: Covariance?, shared: SharedIntensityError?) {
        self.counted = counted
        let sum = masses[..<counted].reduce(0, +)
        guard sum > 0 else {
            values = masses.map { _ in 0 }
            covariances = nil
            return
        }
        let values = masses.map { $0 / sum }
        self.values = values
        guard let scales else {
            covariances = nil
            return
        }
        let slopes = masses.indices.map { phase in
            masses.indices.map { ((phase == $0 ? 1 : 0) - ($0 < counted ? values[phase] : 0)) / sum }
        }
        let all = masses.indices.map { row in
            masses.indices.map { column in
                scales[row, column] / (factors[row] * factors[column])
                    + masses[row] * (shared?[row, column] ?? 0) * masses[column]
            }
        }
        covariances = slopes.map { first in
            slopes.map { second in
                zip(first, all).reduce(0) { $0 + $1.0 * zip($1.1, second).reduce(0) { $0 + $1.0 * $1.1 } }
            }
        }
    }

    /// The standard uncertainty of a phase's fraction; nothing for an impurity, and where it is not known.
    func uncertainty(_ phase: Int) -> Double? {
        guard phase < counted, let covariances else { return nil }
        return max(covariances[phase][phase], 0).squareRoot()
    }
}
