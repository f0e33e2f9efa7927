/// The mean of a feature, and 1/√(σ² + ε).
struct Moments {
    typealias Vector = ActivationMatrix.Vector

    let mean: Float
    let inverseDeviation: Float

    /// The moments of a row.
    init(_ row: UnsafeMutablePointer<Vector>, samples: Int) {
        let total = Double(samples)
        let mean = Float(Self.sum(row, samples: samples) / total)
        self.init(mean: mean, variance: Self.squares(row, samples: samples, about: mean) / total)
    }

    init(mean: Float, variance: Double) {
        self.mean = mean
        inverseDeviation = Float(1 / (variance + BatchNormalization.epsilon).squareRoot())
    }

    /// The sum over the samples.
    static func sum(_ row: UnsafeMutablePointer<Vector>, samples: Int) -> Double {
        sum(row, samples: samples) { $0 }
    }

    /// The sum of the squared distances to a mean.
    static func squares(_ row: UnsafeMutablePointer<Vector>, samples: Int, about mean: Float) -> Double {
        let center = Vector(repeating: mean)
        return sum(row, samples: samples) { ($0 - center) * ($0 - center) }
    }

    /// How many samples are summed in single precision.
    static let run = 512

    /// The sum over the samples of a term, without the padding: in single precision for runs of ``run``, then in double.
    @inline(__always)
    private static func sum(
        _ row: UnsafeMutablePointer<Vector>, samples: Int, _ term: (Vector) -> Vector
    ) -> Double {
        let whole = samples / Vector.scalarCount
        var total = 0.0
        var start = 0
        while start < whole {
            let end = min(start &+ run / Vector.scalarCount, whole)
            var sum = Vector.zero
            for index in start..<end { sum += term(row[index]) }
            total += Double(sum.sum())
            start = end
        }
        let rest = samples % Vector.scalarCount
        if rest > 0 {
            let terms = term(row[whole])
            for lane in 0..<rest { total += Double(terms[lane]) }
        }
        return total
    }
}
