// The gradient of a convolution's weights, for tiles of up to ROWS outputs by four terms. It follows row_product.h.
//
// A vector of sixteen holds the eight partial sums of two terms, which meet the same eight samples of an output twice.

// Terms whose partial sums share a vector, and the vectors of a tile's row.
#define SHARING (WIDTH / 8)
#define COLUMNS (TERMS / SHARING)
// After at most so many runs a tile rests in memory, and the next one finds the same runs in a near cache.
#define RUNS 8
// From so many terms on it pays to copy the outputs' rows.
#define MANY_TERMS 64

/// Eight samples of an output, for each of the terms that share a vector.
KERNEL vector repeated(const float *row) {
    float8 low = *(const float8 *)row;
#if WIDTH == 16
    return __builtin_shufflevector(low, low, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7);
#else
    return low;
#endif
}

/// Eight samples of each of the terms that share a vector.
KERNEL vector adjoining(const float *row, ptrdiff_t row_stride) {
    float8 low = *(const float8 *)row;
#if WIDTH == 16
    float8 high = *(const float8 *)(row + row_stride);
    return __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
#else
    return low;
#endif
}

/// Some outputs by four terms over some runs.
KERNEL void correlation_tile(
    const int rows, const bool packed, const struct row_correlation *p, const float *g, const float *x, ptrdiff_t runs,
    bool begins, float *partials
) {
    vector *memory = (vector *)partials;
    vector sums[ROWS][COLUMNS];
    UNROLLED (int row = 0; row < rows; row++)
        UNROLLED (int k = 0; k < COLUMNS; k++) sums[row][k] = begins ? (vector)0 : memory[row * COLUMNS + k];
    for (ptrdiff_t run = 0; run < runs; run++) {
        // Unrolled, all loads would come first, and want more registers than there are.
#pragma clang loop unroll(disable)
        for (ptrdiff_t sample = 0; sample < SAMPLES; sample += 8) {
#if ROWS > COLUMNS
            vector values[COLUMNS];
            UNROLLED (int k = 0; k < COLUMNS; k++)
                values[k] = adjoining(x + k * SHARING * p->x_row_stride + sample, p->x_row_stride);
            UNROLLED (int row = 0; row < rows; row++) {
                vector gradient = packed ? ((const vector *)g)[row] : repeated(g + row * p->g_row_stride + sample);
                UNROLLED (int k = 0; k < COLUMNS; k++)
                    sums[row][k] = __builtin_elementwise_fma(gradient, values[k], sums[row][k]);
            }
#else
            vector gradients[ROWS];
            UNROLLED (int row = 0; row < rows; row++)
                gradients[row] = packed ? ((const vector *)g)[row] : repeated(g + row * p->g_row_stride + sample);
            UNROLLED (int k = 0; k < COLUMNS; k++) {
                vector value = adjoining(x + k * SHARING * p->x_row_stride + sample, p->x_row_stride);
                UNROLLED (int row = 0; row < rows; row++)
                    sums[row][k] = __builtin_elementwise_fma(gradients[row], value, sums[row][k]);
            }
#endif
            if (packed) g += rows * WIDTH;
        }
        if (!packed) g += p->g_run_stride;
        x += p->x_run_stride;
    }
    UNROLLED (int row = 0; row < rows; row++)
        UNROLLED (int k = 0; k < COLUMNS; k++) memory[row * COLUMNS + k] = sums[row][k];
}

/// Copies rows of g so that tiles read them one after the other. Runs often lie so far apart that all of them want the same few
/// places in the nearest cache.
static void pack(ptrdiff_t rows, const struct row_correlation *p, const float *g, ptrdiff_t runs, vector *panel) {
    for (ptrdiff_t run = 0; run < runs; run++) {
        for (ptrdiff_t sample = 0; sample < SAMPLES; sample += 8)
            for (ptrdiff_t row = 0; row < rows; row++) *panel++ = repeated(g + row * p->g_row_stride + sample);
        g += p->g_run_stride;
    }
}

/// The sums over the eight partial sums of each of four entries, from the first to the last.
KERNEL float4 totals(const float *partials) {
    const float8 *p = (const float8 *)partials;
    float8 ab = __builtin_shufflevector(p[0], p[1], 0, 8, 1, 9, 4, 12, 5, 13);
    float8 cd = __builtin_shufflevector(p[2], p[3], 0, 8, 1, 9, 4, 12, 5, 13);
    float8 ab2 = __builtin_shufflevector(p[0], p[1], 2, 10, 3, 11, 6, 14, 7, 15);
    float8 cd2 = __builtin_shufflevector(p[2], p[3], 2, 10, 3, 11, 6, 14, 7, 15);
    // The partial sums 0 and 4, 1 and 5, 2 and 6, 3 and 7 of all four.
    float8 s04 = __builtin_shufflevector(ab, cd, 0, 1, 8, 9, 4, 5, 12, 13);
    float8 s15 = __builtin_shufflevector(ab, cd, 2, 3, 10, 11, 6, 7, 14, 15);
    float8 s26 = __builtin_shufflevector(ab2, cd2, 0, 1, 8, 9, 4, 5, 12, 13);
    float8 s37 = __builtin_shufflevector(ab2, cd2, 2, 3, 10, 11, 6, 7, 14, 15);
    return ((((((s04.lo + s15.lo) + s26.lo) + s37.lo) + s04.hi) + s15.hi) + s26.hi) + s37.hi;
}

/// All whole tiles: `outputs` by a multiple of four terms.
static void correlate_tiles(const struct row_correlation *p, ptrdiff_t outputs, ptrdiff_t terms) {
    vector panel[RUNS * SAMPLES / 8 * ROWS];
    ptrdiff_t blocks = (p->runs + RUNS - 1) / RUNS;
    for (ptrdiff_t start = 0, runs; start < p->runs; start += runs, blocks--) {
        runs = (p->runs - start + blocks - 1) / blocks;
        const float *g = p->g + start * p->g_run_stride;
        const float *x = p->x + start * p->x_run_stride;
        bool begins = p->begins && start == 0;
        float *partials = p->partials;
        ptrdiff_t output = 0;
        for (ptrdiff_t tiles = (outputs + ROWS - 1) / ROWS; tiles > 0; tiles--) {
            ptrdiff_t rows = (outputs - output + tiles - 1) / tiles;
            const float *rows_of_g = g + output * p->g_row_stride;
            bool packed = terms >= MANY_TERMS;
            if (packed) pack(rows, p, rows_of_g, runs, panel);
            for (ptrdiff_t term = 0; term < terms; term += TERMS) {
                const float *rows_of_x = x + term * p->x_row_stride;
                switch (rows) {
#define TILE(n) \
    case n: \
        if (packed) correlation_tile(n, true, p, (const float *)panel, rows_of_x, runs, begins, partials); \
        else correlation_tile(n, false, p, rows_of_g, rows_of_x, runs, begins, partials); \
        break;
                TILE(1) TILE(2) TILE(3)
#if ROWS > 3
                TILE(4) TILE(5) TILE(6) TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12)
#endif
#undef TILE
                }
                if (p->ends && start + runs == p->runs) {
                    UNROLLED (int row = 0; row < ROWS; row++) {
                        if (row == rows) break;
                        float *sums = p->sums + (output + row) * p->sum_stride + term;
                        float4 sum = totals(partials + row * TERMS * 8);
                        UNROLLED (int k = 0; k < TERMS; k++) sums[k] += sum[k];
                    }
                }
                partials += rows * TERMS * 8;
            }
            output += rows;
        }
    }
}

/// One output by one term that are left over.
static void correlate_one(const struct row_correlation *p, ptrdiff_t output, ptrdiff_t term, float *partials) {
    const float *g = p->g + output * p->g_row_stride;
    const float *x = p->x + term * p->x_row_stride;
    vector *memory = (vector *)partials;
    vector sums[VECTORS];
    UNROLLED (int k = 0; k < VECTORS; k++) sums[k] = p->begins ? (vector)0 : memory[k];
    for (ptrdiff_t run = 0; run < p->runs; run++) {
        UNROLLED (int k = 0; k < VECTORS; k++)
            sums[k] = __builtin_elementwise_fma(((const vector *)g)[k], ((const vector *)x)[k], sums[k]);
        g += p->g_run_stride;
        x += p->x_run_stride;
    }
    UNROLLED (int k = 0; k < VECTORS; k++) memory[k] = sums[k];
    if (!p->ends) return;
    const float8 *eights = (const float8 *)partials;
    float8 eight = (eights[0] + eights[1]) + (eights[2] + eights[3]);
    float sum = eight[0];
    UNROLLED (int k = 1; k < 8; k++) sum += eight[k];
    p->sums[output * p->sum_stride + term] += sum;
}

static void correlation(const struct row_correlation *given) {
    const struct row_correlation p = *given;
    ptrdiff_t outputs = tiled_outputs(p.outputs);
    ptrdiff_t terms = tiled_terms(p.terms);
    correlate_tiles(&p, outputs, terms);
    float *partials = p.partials + outputs * terms * 8;
    for (ptrdiff_t output = 0; output < p.outputs; output++) {
        for (ptrdiff_t term = output < outputs ? terms : 0; term < p.terms; term++) {
            correlate_one(&p, output, term, partials);
            partials += SAMPLES;
        }
    }
}
