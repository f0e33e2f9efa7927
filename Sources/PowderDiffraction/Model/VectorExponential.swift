/// exp(-y) of eight numbers at once.
enum VectorExponential {
    typealias Vector = SIMD8<Double>

    /// exp(-y), with a relative error below 10⁻¹⁴.
    ///
    /// With n the whole number nearest to -y/ln 2, exp(-y) = 2ⁿ exp(r) and |r| ≤ ½ ln 2, where a Taylor polynomial of degree 12
    /// is exact to rounding.
    ///
    /// - Parameter y: -700 or more. What lies above 700, where the result is below 10⁻³⁰⁴, is taken to be 700.
    /// - Returns: exp(-y).
    @inline(__always)
    static func negative(_ y: Vector) -> Vector {
        let y = y.replacing(with: 700, where: y .> 700)
        // Adding 1.5·2⁵² leaves the whole number in the lowest bits.
        let shifter = 6_755_399_441_055_744.0
        let shifted = (y * -1.442_695_040_888_963_4) + shifter
        let whole = shifted - shifter
        // ln 2 in two parts, so that the remainder keeps its last bits.
        let r = (whole * -0.693_147_180_369_123_8 - y).addingProduct(
            whole, Vector(repeating: -1.908_214_929_270_587_7e-10))
        var sum = Vector(repeating: 1 / 479_001_600)
        sum = Vector(repeating: 1 / 39_916_800).addingProduct(sum, r)
        sum = Vector(repeating: 1 / 3_628_800).addingProduct(sum, r)
        sum = Vector(repeating: 1 / 362_880).addingProduct(sum, r)
        sum = Vector(repeating: 1 / 40_320).addingProduct(sum, r)
        sum = Vector(repeating: 1 / 5040).addingProduct(sum, r)
        sum = Vector(repeating: 1 / 720).addingProduct(sum, r)
        sum = Vector(repeating: 1 / 120).addingProduct(sum, r)
        sum = Vector(repeating: 1 / 24).addingProduct(sum, r)
        sum = Vector(repeating: 1 / 6).addingProduct(sum, r)
        sum = Vector(repeating: 0.5).addingProduct(sum, r)
        sum = Vector(repeating: 1).addingProduct(sum, r)
        sum = Vector(repeating: 1).addingProduct(sum, r)
        let exponent = unsafeBitCast(shifted, to: SIMD8<UInt64>.self) &<< 52
        return unsafeBitCast(unsafeBitCast(sum, to: SIMD8<UInt64>.self) &+ exponent, to: Vector.self)
    }
}
