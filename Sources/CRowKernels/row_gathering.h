// Rows become columns, in blocks of eight samples by eight features.

// A row of samples x features starts anywhere.
typedef float8 unaligned8 __attribute__((aligned(4)));

#define PAIRED(a, b, i, j, k, l) __builtin_shufflevector(a, b, i, j, k, l, i + 4, j + 4, k + 4, l + 4)

/// Eight features of eight samples.
KERNEL void gather_block(const float *const *rows, ptrdiff_t feature, float *y, ptrdiff_t row_stride) {
    float8 x[8], pairs[8], fours[8];
    UNROLLED (int k = 0; k < 8; k++) x[k] = *(const unaligned8 *)(rows[k] + feature);
    UNROLLED (int k = 0; k < 8; k += 2) {
        pairs[k] = PAIRED(x[k], x[k + 1], 0, 8, 1, 9);
        pairs[k + 1] = PAIRED(x[k], x[k + 1], 2, 10, 3, 11);
    }
    // Features k and k + 4 of samples 0 to 3, then of samples 4 to 7.
    UNROLLED (int k = 0; k < 8; k += 4) {
        fours[k] = PAIRED(pairs[k], pairs[k + 2], 0, 1, 8, 9);
        fours[k + 1] = PAIRED(pairs[k], pairs[k + 2], 2, 3, 10, 11);
        fours[k + 2] = PAIRED(pairs[k + 1], pairs[k + 3], 0, 1, 8, 9);
        fours[k + 3] = PAIRED(pairs[k + 1], pairs[k + 3], 2, 3, 10, 11);
    }
    UNROLLED (int k = 0; k < 4; k++) {
        *(float8 *)(y + (feature + k) * row_stride) =
            __builtin_shufflevector(fours[k], fours[k + 4], 0, 1, 2, 3, 8, 9, 10, 11);
        *(float8 *)(y + (feature + k + 4) * row_stride) =
            __builtin_shufflevector(fours[k], fours[k + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    }
}

static void gathering(const struct row_gathering *given) {
    const struct row_gathering p = *given;
    ptrdiff_t sample = 0;
    // Sixteen samples fill a cache line of y.
    for (; sample + 16 <= p.samples; sample += 16) {
        const float *rows[16];
        for (int k = 0; k < 16; k++) rows[k] = p.x + p.rows[sample + k] * p.features;
        ptrdiff_t feature = 0;
        for (; feature + 8 <= p.features; feature += 8) {
            gather_block(rows, feature, p.y + sample, p.row_stride);
            gather_block(rows + 8, feature, p.y + sample + 8, p.row_stride);
        }
        for (; feature < p.features; feature++)
            for (int k = 0; k < 16; k++) p.y[feature * p.row_stride + sample + k] = rows[k][feature];
    }
    for (; sample < p.samples; sample++)
        for (ptrdiff_t feature = 0; feature < p.features; feature++)
            p.y[feature * p.row_stride + sample] = p.x[p.rows[sample] * p.features + feature];
}
