internal import NumericalMethods
internal import ProportionInference

/// The sets of abundances of an image's pixels.
struct AbundanceSets {
    let calibration: Calibration
    /// One for each pixel that has a spectrum.
    let sets: [ProportionSet]

    /// Makes the set of each pixel.
    init(_ proportions: EnsemblePrediction, by calibration: Calibration) {
        self.calibration = calibration
        sets = calibration.sets(of: proportions)
    }

    /// The names of the maps, and a number of each class of each pixel: the ends of the interval, and whether the class is
    /// there: 0 absent, 1 possible, 2 present.
    var maps: [(name: String, value: (ProportionSet.Member) -> Double)] {
        [
            ("low", { $0.lower }), ("high", { $0.upper }),
            (
                "presence",
                { member in
                    switch member.presence {
                    case .absent: 0
                    case .possible: 1
                    case .present: 2
                    }
                }
            ),
        ]
    }

    /// A number of each class, pixels x classes.
    func matrix(_ value: (ProportionSet.Member) -> Double) -> Matrix<Double> {
        Matrix(
            rows: sets.count, columns: calibration.floors.count,
            elements: sets.flatMap { $0.members.map(value) })
    }

    /// The mean length of the interval of a class.
    func meanWidth(of index: Int) -> Double {
        sets.reduce(0) { $0 + $1.members[index].width } / Double(max(sets.count, 1))
    }
}
