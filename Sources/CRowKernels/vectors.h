// What the kernels are written in: vectors of 8 or 16 floats, which the compiler maps to the registers it may use.
#ifndef VECTORS_H
#define VECTORS_H

#include "row_kernels.h"

// A product and a sum are one rounding where the source says so, and two everywhere else.
#pragma STDC FP_CONTRACT OFF

typedef float float4 __attribute__((ext_vector_type(4)));
typedef float float8 __attribute__((ext_vector_type(8)));
typedef float float16 __attribute__((ext_vector_type(16)));

// The samples of a call, and the terms that are taken together in a correlation: the outputs are taken in threes.
#define SAMPLES 32
#define TERMS 4

/// The outputs of a correlation that are not left over: all but one that follows whole threes.
static inline ptrdiff_t tiled_outputs(ptrdiff_t outputs) { return outputs % 3 == 1 ? outputs - 1 : outputs; }

/// The terms that are not left over.
static inline ptrdiff_t tiled_terms(ptrdiff_t terms) { return terms / TERMS * TERMS; }

#define KERNEL static inline __attribute__((always_inline))
#define UNROLLED _Pragma("clang loop unroll(full)") for

#endif
