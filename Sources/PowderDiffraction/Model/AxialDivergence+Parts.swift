extension AxialDivergence {
    /// The parts that are drawn of a line: squared places t² and weights in the first elements of vectors.
    struct Parts {
        /// Their number, one or even.
        let count: Int
        /// The squared places.
        let squaredPlaces: PseudoVoigt.Vector
        /// The weights; those behind the last part are zero.
        let weights: PseudoVoigt.Vector

        init(_ parts: [Part]) {
            count = parts.count
            func elements(_ value: (Part) -> Double) -> PseudoVoigt.Vector {
                var vector = PseudoVoigt.Vector.zero
                for (index, part) in parts.enumerated() { vector[index] = value(part) }
                return vector
            }
            squaredPlaces = elements(\.squaredPlace)
            weights = elements(\.weight)
        }
    }

    /// The mean of t².
    static let meanSquaredPlace = 1.0 / 6

    private static let one = Parts([Part(squaredPlace: 0, weight: 1)])

    /// Gauss' quadrature in t² for the same density, exact for polynomials of t² to degree 3.
    static let two = Parts([
        Part(squaredPlace: 0.068_764_490_377_684_96, weight: 0.802_267_390_840_248_7),
        Part(squaredPlace: 0.563_888_570_846_804_8, weight: 0.197_732_609_159_751_3),
    ])

    /// The same to degree 7.
    private static let four = Parts([
        Part(squaredPlace: 0.023_910_152_641_504_01, weight: 0.537_227_463_222_079_8),
        Part(squaredPlace: 0.215_946_875_241_144_3, weight: 0.315_168_467_426_760_8),
        Part(squaredPlace: 0.533_084_137_159_219_2, weight: 0.124_545_172_139_086_7),
        Part(squaredPlace: 0.839_969_687_068_037_3, weight: 0.023_058_897_212_071_7),
    ])

    private static let six = Parts(nodes.map { Part(squaredPlace: $0.place * $0.place, weight: $0.weight) })

    /// As many parts as a line needs to differ from all six by less than 5·10⁻⁶ of its height.
    ///
    /// - Parameter shift: The largest shift δ, over the width.
    /// - Returns: The parts.
    @inline(__always)
    static func parts(shift: Double) -> Parts {
        switch abs(shift) {
        case 0: one
        case ..<0.1: two
        case ..<0.5: four
        default: six
        }
    }
}
