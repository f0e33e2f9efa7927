internal import NumericalMethods

/// The kernel that turns spectra into coordinates: c = Uᵀy - Uᵀm for a block of pixels.
///
/// Three pixels and three coordinates at a time make nine sums of four bands each, which stay in AVX2's sixteen registers
/// together with their operands. Every pixel's sums run over the bands in the same order, wherever it stands.
struct SpectrumProjection {
    typealias Vector = SIMD4<Double>

    private let bands: Int
    private let coordinates: Int
    private let basis: VectorBuffer
    private let origin: [Double]

    init(_ problem: ReducedProblem) {
        bands = problem.bands
        coordinates = problem.dimensions
        basis = VectorBuffer(padding: problem.basis)
        origin = problem.origin
    }

    /// Projects spectra.
    ///
    /// - Parameters:
    ///   - spectra: The first of the spectra, one behind the other, bands each.
    ///   - count: Their number, at least one.
    ///   - result: The coordinates, `stride` from one pixel to the next.
    ///   - stride: The distance of two pixels in the result.
    func project(
        _ spectra: UnsafePointer<Float>, count: Int, into result: UnsafeMutablePointer<Double>, stride: Int
    ) {
        let rowStride = bands.inWholeVectors
        // One pixel of each third of the block, so that memory is read in three long runs.
        let third = (count &+ 2) / 3
        for pixel in 0..<third {
            // The last pixel stands in for those that are missing.
            let p = (pixel, min(pixel &+ third, count &- 1), min(pixel &+ 2 &* third, count &- 1))
            let y = (spectra + p.0 &* bands, spectra + p.1 &* bands, spectra + p.2 &* bands)
            let c = (result + p.0 &* stride, result + p.1 &* stride, result + p.2 &* stride)
            var row = 0
            while row &+ 3 <= coordinates {
                three(basis.scalars + row &* rowStride, rowStride, y, c, row)
                row &+= 3
            }
            switch coordinates &- row {
            case 2: two(basis.scalars + row &* rowStride, rowStride, y, c, row)
            case 1: one(basis.scalars + row &* rowStride, y, c, row)
            default: break
            }
        }
    }

    typealias Inputs = (UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>)
    typealias Outputs = (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>)

    @inline(__always)
    private func three(_ u: UnsafePointer<Double>, _ stride: Int, _ y: Inputs, _ c: Outputs, _ row: Int) {
        var (a0, b0, d0) = (Vector.zero, Vector.zero, Vector.zero)
        var (a1, b1, d1) = (Vector.zero, Vector.zero, Vector.zero)
        var (a2, b2, d2) = (Vector.zero, Vector.zero, Vector.zero)
        let (u0, u1, u2) = (u, u + stride, u + 2 &* stride)
        let whole = bands & ~3
        var band = 0
        while band < whole {
            let (y0, y1, y2) = (load(y.0 + band), load(y.1 + band), load(y.2 + band))
            let v0 = load(u0 + band)
            a0 = a0.addingProduct(v0, y0)
            b0 = b0.addingProduct(v0, y1)
            d0 = d0.addingProduct(v0, y2)
            let v1 = load(u1 + band)
            a1 = a1.addingProduct(v1, y0)
            b1 = b1.addingProduct(v1, y1)
            d1 = d1.addingProduct(v1, y2)
            let v2 = load(u2 + band)
            a2 = a2.addingProduct(v2, y0)
            b2 = b2.addingProduct(v2, y1)
            d2 = d2.addingProduct(v2, y2)
            band &+= 4
        }
        store(a0, u0, y.0, c.0, row)
        store(a1, u1, y.0, c.0, row &+ 1)
        store(a2, u2, y.0, c.0, row &+ 2)
        store(b0, u0, y.1, c.1, row)
        store(b1, u1, y.1, c.1, row &+ 1)
        store(b2, u2, y.1, c.1, row &+ 2)
        store(d0, u0, y.2, c.2, row)
        store(d1, u1, y.2, c.2, row &+ 1)
        store(d2, u2, y.2, c.2, row &+ 2)
    }

    @inline(__always)
    private func two(_ u: UnsafePointer<Double>, _ stride: Int, _ y: Inputs, _ c: Outputs, _ row: Int) {
        var (a0, b0, d0) = (Vector.zero, Vector.zero, Vector.zero)
        var (a1, b1, d1) = (Vector.zero, Vector.zero, Vector.zero)
        let (u0, u1) = (u, u + stride)
        let whole = bands & ~3
        var band = 0
        while band < whole {
            let (y0, y1, y2) = (load(y.0 + band), load(y.1 + band), load(y.2 + band))
            let v0 = load(u0 + band)
            a0 = a0.addingProduct(v0, y0)
            b0 = b0.addingProduct(v0, y1)
            d0 = d0.addingProduct(v0, y2)
            let v1 = load(u1 + band)
            a1 = a1.addingProduct(v1, y0)
            b1 = b1.addingProduct(v1, y1)
            d1 = d1.addingProduct(v1, y2)
            band &+= 4
        }
        store(a0, u0, y.0, c.0, row)
        store(a1, u1, y.0, c.0, row &+ 1)
        store(b0, u0, y.1, c.1, row)
        store(b1, u1, y.1, c.1, row &+ 1)
        store(d0, u0, y.2, c.2, row)
        store(d1, u1, y.2, c.2, row &+ 1)
    }

    @inline(__always)
    private func one(_ u: UnsafePointer<Double>, _ y: Inputs, _ c: Outputs, _ row: Int) {
        var (a, b, d) = (Vector.zero, Vector.zero, Vector.zero)
        let whole = bands & ~3
        var band = 0
        while band < whole {
            let v = load(u + band)
            a = a.addingProduct(v, load(y.0 + band))
            b = b.addingProduct(v, load(y.1 + band))
            d = d.addingProduct(v, load(y.2 + band))
            band &+= 4
        }
        store(a, u, y.0, c.0, row)
        store(b, u, y.1, c.1, row)
        store(d, u, y.2, c.2, row)
    }

    /// Adds up the four sums, and the bands that fill no vector, and writes the coordinate.
    @inline(__always)
    private func store(
        _ sums: Vector, _ u: UnsafePointer<Double>, _ y: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Double>,
        _ row: Int
    ) {
        var sum = sums.sum()
        var band = bands & ~3
        while band < bands {
            sum += u[band] * Double(y[band])
            band &+= 1
        }
        c[row] = sum - origin[row]
    }

    @inline(__always)
    private func load(_ scalars: UnsafePointer<Double>) -> Vector {
        UnsafeRawPointer(scalars).loadUnaligned(as: Vector.self)
    }

    @inline(__always)
    private func load(_ scalars: UnsafePointer<Float>) -> Vector {
        Vector(UnsafeRawPointer(scalars).loadUnaligned(as: SIMD4<Float>.self))
    }
}
