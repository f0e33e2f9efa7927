#ifndef ROW_KERNELS_H
#define ROW_KERNELS_H

#include <stdbool.h>
#include <stddef.h>

#pragma clang assume_nonnull begin

/// The kernels of networks along a signal, each compiled for several sets of instructions.
///
/// They work on rows of matrices of features x samples: a row's samples lie side by side, from a boundary of 64 bytes on,
/// and rows lie a fixed number of floats apart, a multiple of 16. Samples are taken in groups of 32. Every set adds in the
/// same order, with fused multiply-adds, so that every set gives the same bits.

/// A set of instructions that a compiler may use, the least first.
enum row_instructions {
    /// What every processor of the architecture has.
    row_instructions_baseline,
    /// AVX2 and FMA, on x86-64 alone: vectors of 256 bits.
    row_instructions_avx2,
    /// AVX-512 F, DQ and VL, on x86-64 alone: vectors of 512 bits.
    row_instructions_avx512,
};

/// The operands of y[i] = max(floor, b[i] + Σ over j < terms of W[i, j] · x[j]), in this order, for each sample. A transposed
/// product has W[j, i] instead.
struct row_product {
    /// The number of rows of y.
    ptrdiff_t outputs;
    /// The number of rows of x.
    ptrdiff_t terms;
    /// W; a row starts weight_stride behind the one before.
    const float *weights;
    /// The distance of two rows of W.
    ptrdiff_t weight_stride;
    /// b, or nothing for zeros.
    const float *_Nullable biases;
    /// The first row of x.
    const float *x;
    /// The first row of y, which may start anywhere.
    float *y;
    /// The distance of two rows of x.
    ptrdiff_t x_row_stride;
    /// The distance of two rows of y.
    ptrdiff_t y_row_stride;
    /// The least value of a result: 0 for a rectifier, -∞ for none. The gradient of a rectifier has none.
    float floor;
    /// The first row of what a rectifier gave, its rows as far apart as those of y, for the gradient of the rectifier: y is zero
    /// where that is zero or less. Nothing else needs it.
    const float *_Nullable rectified;
    /// Eight sums for each output, to which the gradient of a rectifier adds every eighth sample of y. Nothing else needs them.
    float *_Nullable sums;
};

/// The operands of G[i, j] = Σ over samples n of g[i, n] · x[j, n], each of them one sum from the first sample to the last.
struct row_inner_products {
    /// The number of rows i of g.
    ptrdiff_t outputs;
    /// The number of rows j of x.
    ptrdiff_t terms;
    /// The number of samples, in whole groups of 32.
    ptrdiff_t samples;
    /// The first row of g.
    const float *g;
    /// The distance of two rows of g.
    ptrdiff_t g_row_stride;
    /// The first row of x.
    const float *x;
    /// The distance of two rows of x.
    ptrdiff_t x_row_stride;
    /// G, outputs x terms, row by row without gaps. It may start anywhere.
    float *products;
    /// Room for 32 floats a sample, on a boundary of 64 bytes.
    float *panel;
};

/// The operands of G[i, j] += Σ over runs p and samples n of g[p, i, n] · x[p, j, n].
///
/// Of each entry of G, eight partial sums take every eighth sample, in the order of runs and samples, and are then added
/// up in their order. Where an output is left over beside threes, or a term beside fours, there are 32 partial sums, one a
/// sample: ((first eight + second) + (third + fourth)) are the eight that are added up.
///
/// The runs may come in several calls, one after the other, with the same partial sums.
struct row_correlation {
    /// The number of rows i of a run of g.
    ptrdiff_t outputs;
    /// The number of rows j of a run of x.
    ptrdiff_t terms;
    /// The number of runs.
    ptrdiff_t runs;
    /// The first row of g.
    const float *g;
    /// The distance of two runs of g.
    ptrdiff_t g_run_stride;
    /// The first row of x.
    const float *x;
    /// The distance of two runs of x.
    ptrdiff_t x_run_stride;
    /// The distance of two rows of g.
    ptrdiff_t g_row_stride;
    /// The distance of two rows of x.
    ptrdiff_t x_row_stride;
    /// G, outputs x terms; row i starts at i · sum_stride.
    float *sums;
    /// The distance of two rows of G.
    ptrdiff_t sum_stride;
    /// The partial sums, row_correlation_partials() of them, on a boundary of 64 bytes.
    float *partials;
    /// Whether the first run is among these: the partial sums begin at zero.
    bool begins;
    /// Whether the last run is among these: the partial sums are added to G.
    bool ends;
};

/// The operands of a rectifier's gradient and of sums over it: dz = dy where y is above zero, else 0, in place of dy, and
/// s[c] += Σ over positions and samples of dz[position, c], in eight sums that take every eighth sample.
struct row_rectifier {
    /// The number of positions.
    ptrdiff_t positions;
    /// The number of channels, whose rows follow each other at each position.
    ptrdiff_t channels;
    /// The number of groups of 32 samples.
    ptrdiff_t groups;
    /// The distance of two groups.
    ptrdiff_t group_stride;
    /// The first row of y, or nothing where there is no rectifier: dz = dy.
    const float *_Nullable y;
    /// The first row of dy.
    float *gradient;
    /// The distance of two rows.
    ptrdiff_t row_stride;
    /// Eight sums for each channel.
    float *sums;
};

/// The operands of y[l, c] = max over j < window of x[l · window + j, c], and of its gradient, which goes to the first of
/// several equal maxima, for 32 samples. A window that holds a NaN gives NaN.
struct row_maximum {
    /// The number of positions l.
    ptrdiff_t positions;
    /// The number of channels, whose rows follow each other at each position.
    ptrdiff_t channels;
    /// The number of positions of x for one of y.
    ptrdiff_t window;
    /// The distance of two rows of x, and of its gradient.
    ptrdiff_t x_row_stride;
    /// The distance of two rows of y, and of its gradient.
    ptrdiff_t y_row_stride;
    /// The first row of x.
    const float *x;
    /// The first row of y; the gradient reads it.
    float *y;
    /// The first row of the gradient with respect to y; what computes y needs none.
    const float *_Nullable y_gradient;
    /// The first row of the gradient with respect to x; what computes y needs none.
    float *_Nullable x_gradient;
};

/// The operands of y[f, n] = x[rows[n], f]: rows of a matrix of samples x features become columns.
struct row_gathering {
    /// The matrix, row by row without gaps.
    const float *x;
    /// The number of features.
    ptrdiff_t features;
    /// Which rows of x are meant.
    const ptrdiff_t *rows;
    /// How many.
    ptrdiff_t samples;
    /// The first row of y.
    float *y;
    /// The distance of two rows of y.
    ptrdiff_t row_stride;
};

/// The operands of a step of Adam: m = β₁·m + (1 - β₁)·g, v = β₂·v + (1 - β₂)·g², θ = θ - r·m / (√v·s + ε), entry by entry.
struct row_adam {
    /// The number of parameters, in whole vectors of sixteen.
    ptrdiff_t count;
    /// θ.
    float *parameters;
    /// g.
    const float *gradients;
    /// m.
    float *means;
    /// v.
    float *squares;
    /// β₁.
    float mean_decay;
    /// 1 - β₁.
    float mean_gain;
    /// β₂.
    float square_decay;
    /// 1 - β₂.
    float square_gain;
    /// r, the step size, divided by 1 - β₁ᵗ.
    float rate;
    /// s = 1/√(1 - β₂ᵗ).
    float inverse_root;
    /// ε.
    float epsilon;
    /// An m nearer to zero becomes zero.
    float least_mean;
    /// A v below becomes zero.
    float least_square;
};

/// The number of partial sums of a correlation.
ptrdiff_t row_correlation_partials(ptrdiff_t outputs, ptrdiff_t terms);

/// The kernels for one set of instructions.
struct row_kernels {
    void (*_Nonnull product)(const struct row_product *);
    void (*_Nonnull transposed_product)(const struct row_product *);
    /// A product whose results are those of a rectifier's gradient.
    void (*_Nonnull rectified_product)(const struct row_product *);
    void (*_Nonnull inner_products)(const struct row_inner_products *);
    void (*_Nonnull correlation)(const struct row_correlation *);
    void (*_Nonnull rectifier_gradient)(const struct row_rectifier *);
    void (*_Nonnull maximum)(const struct row_maximum *);
    void (*_Nonnull maximum_gradient)(const struct row_maximum *);
    void (*_Nonnull gathering)(const struct row_gathering *);
    void (*_Nonnull adam)(const struct row_adam *);
};

/// The largest set of instructions that the processor and its operating system have.
enum row_instructions row_instructions_of_processor(void);

/// The kernels for a set of instructions; a set that the architecture lacks gives those of the baseline.
const struct row_kernels *row_kernels_for(enum row_instructions instructions);

#pragma clang assume_nonnull end

#endif
