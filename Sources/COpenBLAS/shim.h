#include <cblas.h>
#include <stddef.h>

// Of LAPACK, which the same library holds but whose C interface Debian keeps in another: eigenvalues and eigenvectors of
// a symmetric matrix. The last three arguments are the lengths of the three strings, as Fortran hands them over.
void dsyevr_(
    const char *jobz, const char *range, const char *uplo, const int *n, double *a, const int *lda, const double *vl,
    const double *vu, const int *il, const int *iu, const double *abstol, int *m, double *w, double *z, const int *ldz,
    int *isuppz, double *work, const int *lwork, int *iwork, const int *liwork, int *info, size_t jobzLength,
    size_t rangeLength, size_t uploLength);
