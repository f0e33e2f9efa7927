extension ReflectionList {
    /// The texture factor of March and Dollase, the mean over a reflection's planes of
    /// (r² cos²α + sin²α / r)^(-3/2), with the angle α between a plane and the preferred one.
    ///
    /// The angles are those of the structure's own cell. Without a preferred plane the factor is 1.
    ///
    /// Source: W. A. Dollase, J. Appl. Cryst. 19 (1986) 267.
    @inline(__always)
    func texture(_ reflection: Int, r: Double) -> Double {
        let range = cosineOffsets[reflection]..<cosineOffsets[reflection + 1]
        guard r != 1, !range.isEmpty else { return 1 }
        var sum = 0.0
        for index in range {
            let squaredCosine = squaredCosines[index]
            let base = r * r * squaredCosine + (1 - squaredCosine) / r
            sum += 1 / (base * base.squareRoot())
        }
        return sum / Double(range.count)
    }

    /// The derivative of the texture factor with respect to r.
    @inline(__always)
    func textureSlope(_ reflection: Int, r: Double) -> Double {
        let range = cosineOffsets[reflection]..<cosineOffsets[reflection + 1]
        guard !range.isEmpty else { return 0 }
        var sum = 0.0
        for index in range {
            let squaredCosine = squaredCosines[index]
            let base = r * r * squaredCosine + (1 - squaredCosine) / r
            sum -= 1.5 * (2 * r * squaredCosine - (1 - squaredCosine) / (r * r)) / (base * base * base.squareRoot())
        }
        return sum / Double(range.count)
    }
}
