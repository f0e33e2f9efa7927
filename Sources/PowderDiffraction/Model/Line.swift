/// A line of a pattern: what a reflection gives at one wavelength, or a part of that.
struct Line {
    /// The index of its reflection.
    let reflection: Int
    /// The angle 2θ with all shifts, in degrees.
    let position: Double
    /// The area for a unit of mass.
    let area: Double
    /// The width and the share of the Lorentzian.
    let shape: PeakShape
    /// Its share in a line that axial divergence has split, 1 for a whole line.
    var share = 1.0

    /// How area, position, width and mixing of a line, in this order, change with a parameter.
    typealias Slope = SIMD4<Double>

    /// A share of the line, so many degrees higher.
    @inline(__always)
    func moved(by shift: Double, share: Double) -> Line {
        Line(reflection: reflection, position: position + shift, area: area * share, shape: shape, share: share)
    }
}
