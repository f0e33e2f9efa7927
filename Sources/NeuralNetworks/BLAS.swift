internal import COpenBLAS

/// The settings of the linear algebra library, which are those of the whole process.
package enum BLAS {
    private static let oneThread: Void = openblas_set_num_threads(1)

    /// Lets every call work on its caller's thread alone: parallelism is over runs, and the same bits come out whatever
    /// the number of cores.
    package static func useOneThread() { oneThread }

    /// The name of the kernels that the library chose for the processor, such as `Haswell` or `SkylakeX`.
    ///
    /// They differ in the order of their sums, so that results have the same bits only with the same kernels. The
    /// environment variable `OPENBLAS_CORETYPE` makes the library choose others.
    package static var kernels: String { String(cString: openblas_get_corename()) }
}
