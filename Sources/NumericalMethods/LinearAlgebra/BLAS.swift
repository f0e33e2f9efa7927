internal import COpenBLAS

/// The linear algebra library: its settings, which are those of the whole process, and the routines that are used.
///
/// Matrices are stored row by row; a stride is the distance from one row to the next. The routines keep their published
/// names and the order of their arguments.
///
/// Source: J. J. Dongarra, J. Du Croz, S. Hammarling, I. Duff, ACM Trans. Math. Softw. 16 (1990) 1.
package enum BLAS {
    private static let oneThread: Void = openblas_set_num_threads(1)

    /// Lets every call work on its caller's thread alone: parallelism is over runs, and the same bits come out whatever
    /// the number of cores.
    package static func useOneThread() { oneThread }

    /// The name of the kernels that the library chose for the processor, such as `Haswell` or `SkylakeX`.
    ///
    /// They differ in the order of their sums, so that results have the same bits only with the same kernels. The
    /// environment variable `OPENBLAS_CORETYPE` makes the library choose others.
    package static func kernels() -> String { String(cString: openblas_get_corename()) }

    /// How an operand enters a product.
    package enum Operand {
        /// As it is stored.
        case asIs
        /// Its rows as columns.
        case transposed

        fileprivate var code: CBLAS_TRANSPOSE { self == .asIs ? CblasNoTrans : CblasTrans }
    }

    /// Which half of a symmetric matrix is computed, the diagonal included.
    package enum Triangle {
        /// The entries below the diagonal.
        case lower
        /// The entries above the diagonal.
        case upper
    }

    /// C = α op(A) op(B) + β C, of `rows` x `columns` sums over `inner` products each.
    @inline(__always)
    package static func sgemm(
        _ a: Operand, _ b: Operand, _ rows: Int, _ columns: Int, _ inner: Int, _ alpha: Float,
        _ aValues: UnsafePointer<Float>, _ aStride: Int, _ bValues: UnsafePointer<Float>, _ bStride: Int,
        _ beta: Float, _ cValues: UnsafeMutablePointer<Float>, _ cStride: Int
    ) {
        cblas_sgemm(
            CblasRowMajor, a.code, b.code, blasint(rows), blasint(columns), blasint(inner), alpha, aValues,
            blasint(aStride), bValues, blasint(bStride), beta, cValues, blasint(cStride))
    }

    /// One triangle of C = α op(A) op(A)ᵀ + β C, of `order` rows, with sums over `inner` products each.
    package static func dsyrk(
        _ triangle: Triangle, _ a: Operand, _ order: Int, _ inner: Int, _ alpha: Double,
        _ aValues: UnsafePointer<Double>, _ aStride: Int, _ beta: Double, _ cValues: UnsafeMutablePointer<Double>,
        _ cStride: Int
    ) {
        cblas_dsyrk(
            CblasRowMajor, triangle == .lower ? CblasLower : CblasUpper, a.code, blasint(order), blasint(inner), alpha,
            aValues, blasint(aStride), beta, cValues, blasint(cStride))
    }

    /// y = α op(A) x + β y, where A has `rows` x `columns` entries as it is stored.
    package static func dgemv(
        _ a: Operand, _ rows: Int, _ columns: Int, _ alpha: Double, _ aValues: UnsafePointer<Double>, _ aStride: Int,
        _ x: UnsafePointer<Double>, _ xStride: Int, _ beta: Double, _ y: UnsafeMutablePointer<Double>, _ yStride: Int
    ) {
        cblas_dgemv(
            CblasRowMajor, a.code, blasint(rows), blasint(columns), alpha, aValues, blasint(aStride), x,
            blasint(xStride), beta, y, blasint(yStride))
    }
}
