// The tables that are made, one a set of instructions.
#ifndef KERNELS_H
#define KERNELS_H

#include "vectors.h"

extern const struct row_kernels row_kernels_baseline;
#if defined(__x86_64__)
extern const struct row_kernels row_kernels_avx2;
extern const struct row_kernels row_kernels_avx512;
#endif

#endif
